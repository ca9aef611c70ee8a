package city.pishkhan.api.journal;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The record of what happened. Entries of a case form a hash chain; a sequence number without gaps is given to every entry once its
 * transaction is committed. No personal data goes in: ids, codes, digests and {@linkplain #commit salted commitments} only.
 */
public interface Journal {

    /**
     * Records one event in the caller's transaction.
     *
     * @param caseId  the case; the caller holds its row lock, which also orders the chain. {@code null} for events of the hub itself
     * @param event   e.g. {@code inquiry.answered}
     * @param actor   who did it; only the principal's name is recorded
     * @param details small, ordered where order matters, values: strings, numbers, booleans, lists and maps of those
     */
    void record(UUID caseId, String event, Caller actor, Map<String, ?> details);

    /** Says that the caller's transaction made the case: what it records of it is the chain's beginning. Needs not be said, and saves a look. */
    default void begins(UUID caseId) {}

    /** A salted SHA-256 commitment to a personal value; the salt stays beside the value, outside the journal. */
    String commit(String salt, String value);

    /** All entries of a case, oldest first. */
    List<Entry> entries(UUID caseId);

    /** Entries with sequence numbers above {@code after}, in their order, at most {@code limit}. */
    List<Entry> since(long after, int limit);

    /** The highest sequence number given so far, 0 before the first. */
    long last();

    /** Recomputes the chain of one case and returns what is wrong with it; empty when whole. */
    List<String> check(UUID caseId);

    /**
     * @param sequence number without gaps, or {@code null} if not given yet
     * @param id       the entry's id
     * @param caseId   the case or {@code null}
     * @param position 1 for the first entry of its case
     * @param at       when
     * @param event    what
     * @param actor    who
     * @param details  JSON text, canonical
     * @param previous hash of the entry before in its case, 64 zeroes for the first
     * @param hash     SHA-256 over all of the above but the sequence, hex
     */
    record Entry(
            Long sequence,
            UUID id,
            UUID caseId,
            long position,
            Instant at,
            String event,
            String actor,
            String details,
            String previous,
            String hash) {}
}
