package city.pishkhan.contracts.agency;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * An inquiry that awaits the agency's answer.
 *
 * @param inquiry   the inquiry
 * @param state     {@code delivered}
 * @param delivered time at which the agency received the inquiry and its deadline started; UTC, ISO 8601
 */
public record OpenInquiry(Inquiry inquiry, String state, Instant delivered) {

    /**
     * One page of inquiries.
     *
     * @param items oldest first
     * @param next  cursor of the next page; absent at the end
     */
    public record Listing(List<OpenInquiry> items, @Nullable String next) {}
}
