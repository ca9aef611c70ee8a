package city.pishkhan.api.cases;

import city.pishkhan.api.cases.Cases.Hold;
import city.pishkhan.spi.Condition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An inquiry as part of its case.
 *
 * @param state           lower-case: queued, dispatched, delivered, answered, superseded, expired, withdrawn
 * @param due             the agency's deadline. Before delivery: the time at which the failed delivery is escalated.
 *                        {@code null} if the rules set no deadline before delivery, or the holiday calendar of the
 *                        rules ends before the deadline
 * @param notReachedSince time since which attempts to reach the agency fail; {@code null} if they do not
 * @param escalated       time at which the missed deadline was escalated, or {@code null}
 * @param reminders       number of reminders of the present deadline
 * @param paused          reason and start of the pause if operators paused the agency, else {@code null}
 * @param sheets          sheets of the agency's answer; kept even if the answer no longer counts
 */
public record InquiryView(
        UUID id,
        String stage,
        String agency,
        String state,
        String reason,
        @Nullable String verdict,
        @Nullable String answerReason,
        List<Condition> conditions,
        int attempts,
        Instant asked,
        @Nullable Instant delivered,
        @Nullable Instant due,
        @Nullable Instant answered,
        UUID supersededBy,
        @Nullable Instant notReachedSince,
        @Nullable Instant escalated,
        int reminders,
        @Nullable Hold paused,
        List<Sheet> sheets) {
    public InquiryView {
        conditions = List.copyOf(conditions);
        sheets = List.copyOf(sheets);
    }

    /**
     * A sheet of an answer.
     *
     * @param sha256    SHA-256 of its bytes, which is also its address in the archive
     * @param name      the agency's file name; {@code null} for callers who see masked text
     * @param mediaType e.g. {@code application/pdf}
     * @param size      size in bytes
     */
    public record Sheet(String sha256, @Nullable String name, String mediaType, long size) {}
}
