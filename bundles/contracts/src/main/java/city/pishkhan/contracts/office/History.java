package city.pishkhan.contracts.office;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Every stage and event of a case.
 *
 * @param items oldest first
 */
public record History(List<Event> items) {

    /**
     * One entry of the journal.
     *
     * @param sequence the journal's number without gaps; absent if not given yet
     * @param id       of the entry
     * @param position 1 for the first entry of the case
     * @param at       UTC, ISO 8601
     * @param event    e.g. {@code inquiry.answered}
     * @param actor    login or part of the hub that did it
     * @param details  a JSON object, as it was hashed; ids, codes and digests, no personal data
     * @param previous hash of the entry before, 64 hexadecimal digits; zeroes for the first
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
