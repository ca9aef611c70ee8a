package city.pishkhan.contracts.agency;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * An inquiry that waits for its agency.
 *
 * @param inquiry   what is asked
 * @param state     {@code delivered}
 * @param delivered when the agency had it, and its clock began; UTC, ISO 8601
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
