package city.pishkhan.contracts.agency;

import java.time.Instant;
import java.util.List;

/** An inquiry that waits for its agency. @param state {@code delivered} */
public record OpenInquiry(Inquiry inquiry, String state, Instant delivered) {

    /** One page, oldest first. @param next cursor of the next page; absent at the end */
    public record Listing(List<OpenInquiry> items, String next) {}
}
