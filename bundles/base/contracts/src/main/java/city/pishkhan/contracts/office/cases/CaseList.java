package city.pishkhan.contracts.office.cases;

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
     * One case of the list.
     *
     * @param id       id of the case, used in paths
     * @param number   case number for people, e.g. {@code 22-1405-0000123-2}
     * @param service  e.g. {@code building-permit}
     * @param subject  renovation code of the property
     * @param office   code of the office that opened the case
     * @param district district of the property, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
     * @param state    {@code open}, {@code waiting}, {@code approved}, {@code refused} or {@code withdrawn}
     * @param stage    id of the current stage
     * @param opened   time of opening; UTC, ISO 8601
     * @param due      earliest deadline of the awaited answers; UTC, ISO 8601; absent if it awaits none
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
