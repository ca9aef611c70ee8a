package city.pishkhan.api.journal;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The journal of all events. The entries of a case form a hash chain. Every entry receives a gapless sequence number after its
 * transaction is committed. The journal contains no personal data, only ids, codes, digests and {@linkplain #commitment salted
 * commitments}.
 */
public interface Journal {

    /**
     * Records one event in the caller's transaction.
     *
     * @param caseId  the case; the caller holds the lock of the case's row, which also orders the entries of the chain.
     *     {@code null} for events of the hub itself
     * @param event   e.g. {@code inquiry.answered}
     * @param actor   author of the event; only the principal's name is recorded
     * @param details small, ordered where order matters; values are strings, numbers, booleans, lists and maps of these
     */
    void record(@Nullable UUID caseId, String event, Caller actor, Map<String, ?> details);

    /** Declares that the caller's transaction created the case, so that its entries begin the chain. Optional; it saves a query. */
    default void declareNewCase(UUID caseId) {}

    /** A salted SHA-256 commitment to a personal value; the caller stores the salt with the value, outside the journal. */
    String commitment(String salt, String value);

    /** All entries of a case, oldest first. */
    List<Entry> entries(@Nullable UUID caseId);

    /** Entries with sequence numbers greater than {@code after}, in their order, up to {@code limit}. */
    List<Entry> entriesAfter(long after, int limit);

    /** The highest sequence number so far; 0 if there is none. */
    long lastSequence();

    /** Recomputes the hash chain of one case and returns the errors found; empty if the chain is intact. */
    List<String> check(UUID caseId);

    /**
     * A journal entry.
     *
     * @param sequence gapless number, or {@code null} if not assigned yet
     * @param id       the entry's id
     * @param caseId   the case, or {@code null}
     * @param position 1 for the first entry of its case
     * @param at       time of the event
     * @param event    code of the event
     * @param actor    author of the event
     * @param details  canonical JSON text
     * @param previous hash of the previous entry of the case, 64 zeroes for the first
     * @param hash     SHA-256 over all of the above except the sequence, hex
     */
    record Entry(
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

        /** Returns the number of an entry that has one, like all {@linkplain #entriesAfter entries in their order}. */
        public long number() {
            return Objects.requireNonNull(sequence, "entry without a number");
        }
    }
}
