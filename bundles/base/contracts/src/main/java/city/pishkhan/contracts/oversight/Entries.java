package city.pishkhan.contracts.oversight;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Entries of the journal.
 *
 * @param items entries in their order
 * @param last  sequence number of the last entry, to request the next ones; absent if there is none
 */
public record Entries(List<Entry> items, @Nullable Long last) {

    /**
     * One entry of the journal.
     *
     * @param sequence number in the whole journal, without gaps; absent before it is assigned
     * @param id       id of the entry
     * @param caseId   id of the case; 00000000-0000-0000-0000-000000000000 for events of the hub itself
     * @param position number within the case, from 1
     * @param at       time of the event; UTC, ISO 8601
     * @param event    e.g. {@code inquiry.answered}
     * @param actor    login or part of the hub that caused it
     * @param details  hashed JSON object; ids, codes and digests, no personal data
     * @param previous hash of the previous entry of the case, 64 hexadecimal digits; zeroes for the first
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
