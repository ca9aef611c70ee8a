package city.pishkhan.contracts.oversight;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Entries of the journal.
 *
 * @param items in their order
 * @param last  sequence number of the last of them, with which to ask for the next; absent if there is none
 */
public record Entries(List<Entry> items, @Nullable Long last) {

    /**
     * One entry of the journal.
     *
     * @param sequence the journal's number without gaps; absent if not given yet
     * @param id       of the entry
     * @param caseId   the case; 00000000-0000-0000-0000-000000000000 for what concerns the hub itself
     * @param position 1 for the first entry of the case
     * @param at       UTC, ISO 8601
     * @param event    e.g. {@code inquiry.answered}
     * @param actor    login or part of the hub that did it
     * @param details  a JSON object, as it was hashed; ids, codes and digests, no personal data
     * @param previous hash of the entry before in its case, 64 hexadecimal digits; zeroes for the first
     * @param hash     SHA-256 over the entry, 64 hexadecimal digits
     */
    public record Entry(
            @Nullable Long sequence,
            UUID id,
            UUID caseId,
            long position,
            Instant at,
            String event,
            String actor,
            @JsonRawValue String details,
            String previous,
            String hash) {}
}
