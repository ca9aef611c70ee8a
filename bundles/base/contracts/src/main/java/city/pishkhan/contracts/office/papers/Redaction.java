package city.pishkhan.contracts.office.papers;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Redacted areas of a page.
 *
 * @param id       id, used in paths
 * @param page     number of the page, from 1
 * @param regions  {@code x,y,w,h} in pixels of the page
 * @param district number of the redacting district
 * @param at       time of the redaction; UTC, ISO 8601
 * @param reason   reason, only for this district and for oversight; absent after the erasure of the case
 * @param removed  time at which the areas were shown again; absent while redacted; UTC, ISO 8601
 * @param removal  reason for showing the areas again; visible to the same callers as {@code reason}
 */
public record Redaction(
        UUID id,
        Integer page,
        List<String> regions,
        Integer district,
        Instant at,
        @Nullable String reason,
        @Nullable Instant removed,
        @Nullable String removal) {

    /** Omits the reasons. */
    @Override
    public String toString() {
        return "Redaction[id=" + id + "]";
    }
}
