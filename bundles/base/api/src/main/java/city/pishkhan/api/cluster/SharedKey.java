package city.pishkhan.api.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Description of a key that must be equal on all nodes, as this node has it; never the key itself. Also describes a folder that
 * all nodes must share.
 *
 * @param purpose     purpose, e.g. {@code certificates}; one key per purpose in a cluster
 * @param fingerprint identifies the key without revealing it; empty if this node has none yet
 * @param expected    fingerprint that the key must have according to the database; {@code null} if the first node registers it
 * @param place       file or configuration of the key on this node, for operators who copy it
 * @param folder      whether it is a folder that all nodes must share; a copy is not sufficient
 */
public record SharedKey(String purpose, String fingerprint, @Nullable String expected, String place, boolean folder) {

    /** Describes a key. */
    public SharedKey(String purpose, String fingerprint, @Nullable String expected, String place) {
        this(purpose, fingerprint, expected, place, false);
    }

    /** Describes a key that the first node registers. */
    public SharedKey(String purpose, String fingerprint, String place) {
        this(purpose, fingerprint, null, place);
    }

    /**
     * Describes a folder that all nodes must share. The first node registers its id in the database; other nodes compare.
     *
     * @param id identifies the folder independent of its path
     */
    public static SharedKey folder(String purpose, String id, String place) {
        return new SharedKey(purpose, id, null, place, true);
    }
}
