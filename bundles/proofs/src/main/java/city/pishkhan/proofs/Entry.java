package city.pishkhan.proofs;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the journal as it stands, whether it is right or not.
 *
 * @param sequence number without gaps, or {@code null} if not given yet
 * @param id       the entry's id
 * @param caseId   the case; case zero is the hub itself
 * @param position 1 for the first entry of its case
 * @param at       when, cut to microseconds
 * @param event    what
 * @param actor    who
 * @param details  JSON text, byte for byte as it was hashed
 * @param previous hash of the entry before in its case, {@link #GENESIS} for the first
 * @param hash     SHA-256 over all of the above but the sequence, hex
 */
public record Entry(
        Long sequence,
        UUID id,
        UUID caseId,
        long position,
        Instant at,
        String event,
        String actor,
        String details,
        String previous,
        String hash) {

    /** What comes before the first entry of a case. */
    public static final String GENESIS = "0".repeat(2 * Hashes.LENGTH);

    /** The case of entries that concern no case. */
    public static final UUID HUB = new UUID(0, 0);

    /** The hash that an entry of this content must have. */
    public static String hash(
            UUID id,
            UUID caseId,
            long position,
            Instant at,
            String event,
            String actor,
            String details,
            String previous) {
        var digest = Hashes.sha256();
        Hashes.feed(
                digest,
                previous,
                id.toString(),
                caseId.toString(),
                Long.toString(position),
                at.toString(),
                event,
                actor,
                details);
        return Hashes.hex(digest.digest());
    }

    /** Whether its hash is that of its content. */
    public boolean whole() {
        return hash(id, caseId, position, at, event, actor, details, previous).equals(hash);
    }
}
