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
     * @param id         of the inquiry, at the agency too
     * @param caseNumber by which people call the case
     * @param agency     who is asked, e.g. {@code fire}
     * @param state      {@code queued}, {@code dispatched}, {@code delivered}, {@code answered}, {@code superseded}, {@code expired},
     *                   {@code withdrawn}
     * @param attempts   how often it was sent
     * @param lastError  why the last attempt failed; absent if none did
     * @param asked      UTC, ISO 8601
     * @param due        when its time is up; UTC, ISO 8601; absent while the clock has not started
     * @param waits      why it waits, in a sentence; absent if no answer is awaited
     * @param waitsFa    the same in Persian
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
