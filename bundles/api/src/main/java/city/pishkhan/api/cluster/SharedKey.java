package city.pishkhan.api.cluster;

/**
 * A key that all nodes have alike, as this node has it; never the key itself. Or a folder that is one and the same for all of them.
 *
 * @param purpose     what it is for, e.g. {@code certificates}: one key each in a city
 * @param fingerprint by which it is told from others and cannot be guessed; empty if this node has none yet
 * @param expected    what its owner knows from the database that it has to be; {@code null} if the first node to come says so
 * @param place       file or configuration where this node has it, for whoever copies it
 * @param folder      whether it is a folder that all nodes reach: no copy will do
 */
public record SharedKey(String purpose, String fingerprint, String expected, String place, boolean folder) {

    /** A key. */
    public SharedKey(String purpose, String fingerprint, String expected, String place) {
        this(purpose, fingerprint, expected, place, false);
    }

    /** One that the first node to come registers. */
    public SharedKey(String purpose, String fingerprint, String place) {
        this(purpose, fingerprint, null, place);
    }

    /** A folder that the first node to come registers. @param id which one it is, whatever path leads to it */
    public static SharedKey folder(String purpose, String id, String place) {
        return new SharedKey(purpose, id, null, place, true);
    }
}
