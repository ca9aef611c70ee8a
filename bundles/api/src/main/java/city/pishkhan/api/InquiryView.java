package city.pishkhan.api;

import city.pishkhan.spi.Condition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An inquiry as it is shown with its case.
 *
 * @param state lower-case: queued, dispatched, delivered, answered, superseded, expired, withdrawn
 */
public record InquiryView(
        UUID id,
        String stage,
        String agency,
        String state,
        String reason,
        String verdict,
        String answerReason,
        List<Condition> conditions,
        int attempts,
        Instant asked,
        Instant delivered,
        Instant due,
        Instant answered,
        UUID supersededBy) {
    public InquiryView {
        conditions = List.copyOf(conditions);
    }
}
