package city.pishkhan.api.cluster;

/**
 * Registry of the cluster's keys. A bundle calls it before the first use of a key, so that nothing is signed with a key that
 * other nodes do not have.
 */
public interface SharedKeys {

    /**
     * Registers the key if the cluster has none for its purpose. A key without a fingerprint is accepted only while no
     * key is registered for its purpose; the caller may then create the key.
     *
     * @throws city.pishkhan.api.Refusal UNAVAILABLE {@code node.keys-unlike} if the cluster has another key
     */
    void registerOrVerify(SharedKey key);
}
