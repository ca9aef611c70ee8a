package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Areas of a page that a district covered together.
 *
 * @param id       for paths
 * @param page     the first is 1
 * @param regions  {@code x,y,w,h} in pixels of the page
 * @param district that covered them
 * @param at       UTC, ISO 8601
 * @param reason   for that district and for oversight alone; absent once the case is erased
 * @param removed  since when they are shown again; absent while they are covered
 * @param removal  why they are; as reason
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

    /** Without the reasons. */
    @Override
    public String toString() {
        return "Redaction[id=" + id + "]";
    }
}
