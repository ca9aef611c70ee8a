package city.pishkhan.contracts.agency;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * One line of the worklist.
 *
 * @param inquiry    what is asked
 * @param delivered  when it came to the worklist, and its clock began; UTC, ISO 8601
 * @param holder     login that holds the lease; absent if nobody does
 * @param leaseUntil when the lease ends, UTC, ISO 8601; absent if nobody holds it
 * @param fence      of the newest claim, which an answer cites; 0 before the first
 * @param reminded   when the agency was last reminded that the deadline comes near, UTC, ISO 8601; absent if it was not
 */
public record Item(
        Inquiry inquiry,
        Instant delivered,
        @Nullable String holder,
        @Nullable Instant leaseUntil,
        long fence,
        @Nullable Instant reminded) {

    /**
     * One page of the worklist.
     *
     * @param items oldest first
     * @param next  cursor of the next page; absent at the end
     */
    public record Listing(List<Item> items, @Nullable String next) {}
}
