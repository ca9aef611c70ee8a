package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One page of cases.
 *
 * @param items newest first
 * @param next  cursor of the next page; absent at the end
 */
public record CaseList(List<Line> items, @Nullable String next) {

    /**
     * One case in the listing.
     *
     * @param id       of the case, for paths
     * @param number   by which people call it, e.g. {@code 22-1405-0000123-2}
     * @param service  e.g. {@code building-permit}
     * @param subject  renovation code of the property
     * @param office   code of the office that opened it
     * @param district 1 to 22, of the property
     * @param state    {@code open}, {@code waiting}, {@code approved}, {@code refused} or {@code withdrawn}
     * @param stage    id of the stage in which it is
     * @param opened   UTC, ISO 8601
     * @param due      when the first of the answers is due that it waits for; UTC, ISO 8601; absent if it waits for none
     */
    public record Line(
            UUID id,
            String number,
            String service,
            String subject,
            String office,
            int district,
            @OneOf({"open", "waiting", "approved", "refused", "withdrawn"}) String state,
            String stage,
            Instant opened,
            @Nullable Instant due) {}
}
