package city.pishkhan.contracts.operator;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One page of inquiries, newest first. @param next cursor of the next page; absent at the end */
public record InquiryList(List<Line> items, String next) {

    /** One inquiry. @param lastError why the last attempt failed */
    public record Line(
            UUID id,
            String caseNumber,
            String agency,
            String state,
            int attempts,
            String lastError,
            Instant asked,
            Instant due) {}
}
