package city.pishkhan.contracts.operator;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One page of inquiries.
 *
 * @param items newest first
 * @param next  cursor of the next page; absent at the end
 */
public record InquiryList(List<Line> items, @Nullable String next) {

    /**
     * One inquiry.
     *
     * @param id         id of the inquiry, the same at the agency
     * @param caseNumber case number for people
     * @param agency     the asked agency, e.g. {@code fire}
     * @param state      {@code queued}, {@code dispatched}, {@code delivered}, {@code answered}, {@code superseded}, {@code expired},
     *                   {@code withdrawn}
     * @param attempts   number of dispatches
     * @param lastError  error of the last failed attempt; absent if none failed
     * @param asked      time of the inquiry; UTC, ISO 8601
     * @param due        deadline of the answer; UTC, ISO 8601; absent until it starts to run
     * @param waits      reason why it waits, as a sentence; absent if no answer is awaited
     * @param waitsFa    the same sentence in Persian
     */
    public record Line(
            UUID id,
            String caseNumber,
            String agency,
            @OneOf({"queued", "dispatched", "delivered", "answered", "superseded", "expired", "withdrawn"})
                    String state,
            int attempts,
            @Nullable String lastError,
            Instant asked,
            @Nullable Instant due,
            @Nullable String waits,
            @Nullable String waitsFa) {}
}
