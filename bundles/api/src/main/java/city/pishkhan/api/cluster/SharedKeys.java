package city.pishkhan.api.cluster;

/** Asked by who is about to use a key for the first time, so that nothing is ever signed by one that the other nodes have not got. */
public interface SharedKeys {

    /**
     * Registers the key if the city has none for its purpose yet. One without a fingerprint passes only while none is registered: then it may be made.
     *
     * @throws city.pishkhan.api.Refusal UNAVAILABLE {@code node.keys-unlike} if the city has another
     */
    void demand(SharedKey key);
}
