package city.pishkhan.contracts.office;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One page of cases. @param next cursor of the next page; absent at the end */
public record CaseList(List<Line> items, String next) {

    /** One case in the listing. */
    public record Line(
            UUID id,
            String number,
            String service,
            String subject,
            String office,
            int district,
            String state,
            String stage,
            Instant opened) {}
}
