package city.pishkhan.proofs;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal as stored, valid or not.
 *
 * @param sequence number without gaps, or {@code null} if not numbered yet
 * @param id the entry's id
 * @param caseId the case; case zero is the hub itself
 * @param position position in its case, from 1
 * @param at time, truncated to microseconds
 * @param event name of the event
 * @param actor principal who caused it
 * @param details JSON text, byte for byte as hashed
 * @param previous hash of the previous entry of the case, {@link #GENESIS} for the first
 * @param hash SHA-256 over all of the above except the sequence, as hexadecimal digits
 */
public record Entry(
        @Nullable Long sequence,
        UUID id,
        UUID caseId,
        long position,
        Instant at,
        String event,
        String actor,
        String details,
        String previous,
        String hash) {

    /** Returns the number of an entry that has one. */
    public long number() {
        return Objects.requireNonNull(sequence, "entry without a number");
    }

    /** Previous hash of the first entry of a case. */
    public static final String GENESIS = "0".repeat(2 * Hashes.LENGTH);

    /** Case id of entries that concern no case. */
    public static final UUID HUB = new UUID(0, 0);

    /** Computes the hash of an entry with this content. */
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

    /** Returns {@code true} if the hash matches the content. */
    public boolean hasValidHash() {
        return hash(id, caseId, position, at, event, actor, details, previous).equals(hash);
    }
}
