package city.pishkhan.contracts.office.cases;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Journal entries of a case.
 *
 * @param items entries, oldest first
 */
public record History(List<Event> items) {

    /**
     * One entry of the journal.
     *
     * @param sequence number in the whole journal, without gaps; absent before it is assigned
     * @param id       id of the entry
     * @param position number within the case, from 1
     * @param at       time of the event; UTC, ISO 8601
     * @param event    e.g. {@code inquiry.answered}
     * @param actor    login or part of the hub that caused it
     * @param details  hashed JSON object; ids, codes and digests, no personal data
     * @param previous hash of the previous entry of the case, 64 hexadecimal digits; zeroes for the first
     * @param hash     SHA-256 over the entry, 64 hexadecimal digits
     */
    public record Event(
            @Nullable Long sequence,
            UUID id,
            long position,
            Instant at,
            String event,
            String actor,
            @JsonRawValue String details,
            String previous,
            String hash) {}
}
