package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A notice to an agency about one of its inquiries.
 *
 * @param inquiry      the inquiry's id
 * @param kind         {@code withdrawn} or {@code superseded}: the hub ignores any answer to the inquiry; {@code reminder}: the deadline of
 *                     the awaited answer is near
 * @param supersededBy id of the inquiry that replaces this one; absent if no inquiry replaces it
 * @param reason       reason, as a text for people
 * @param created      time of the notice; UTC, ISO 8601
 */
public record AgencyNotice(
        UUID inquiry,
        @OneOf({"withdrawn", "superseded", "reminder"}) String kind,
        @Nullable UUID supersededBy,
        String reason,
        Instant created) {

    /**
     * One page of notices.
     *
     * @param items notices, newest first
     * @param next  cursor of the next page; absent at the end
     */
    public record Listing(List<AgencyNotice> items, @Nullable String next) {}
}
