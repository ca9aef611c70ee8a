package city.pishkhan.contracts.agency;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * One line of the worklist.
 *
 * @param inquiry    the inquiry
 * @param delivered  time at which the item reached the worklist and its deadline started; UTC, ISO 8601
 * @param holder     login that holds the lease; absent if the item is not claimed
 * @param leaseUntil end of the lease; UTC, ISO 8601; absent if the item is not claimed
 * @param fence      fence number of the newest claim, which an answer must repeat; 0 before the first claim
 * @param reminded   time of the last reminder that the deadline is near; UTC, ISO 8601; absent before the first
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
