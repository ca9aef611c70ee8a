package city.pishkhan.api.cases;

import city.pishkhan.spi.Condition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An inquiry as it is shown with its case.
 *
 * @param state           lower-case: queued, dispatched, delivered, answered, superseded, expired, withdrawn
 * @param due             when the agency's time is up; while it is not delivered, when that it could not be reached is told upwards;
 *                        {@code null} where the rules give it no deadline before delivery, or the calendar ends too early to count it
 * @param notReachedSince since when attempts to reach the agency fail; {@code null} where they do not
 * @param escalated       when it was told upwards that the deadline had passed, or {@code null}
 * @param reminders       how often the agency was reminded of the present deadline
 * @param paused          why it waits because operators paused its agency, or {@code null}
 * @param sheets that came with the agency's answer; they stay with an answer that does not count any more
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
        UUID supersededBy,
        Instant notReachedSince,
        Instant escalated,
        int reminders,
        Cases.Hold paused,
        List<Sheet> sheets) {
    public InquiryView {
        conditions = List.copyOf(conditions);
        sheets = List.copyOf(sheets);
    }

    /**
     * A sheet of an answer.
     *
     * @param sha256    its address
     * @param name      as the agency called the file; {@code null} for whom people's words are masked
     * @param mediaType e.g. {@code application/pdf}
     * @param size      bytes
     */
    public record Sheet(String sha256, String name, String mediaType, long size) {}
}
