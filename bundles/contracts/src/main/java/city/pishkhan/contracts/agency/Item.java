package city.pishkhan.contracts.agency;

import java.time.Instant;
import java.util.List;

/**
 * One line of the worklist.
 *
 * @param holder     login that holds the lease; absent if nobody does
 * @param leaseUntil when the lease ends
 * @param fence      of the newest claim; an answer cites it
 */
public record Item(Inquiry inquiry, Instant delivered, String holder, Instant leaseUntil, long fence) {

    /** One page of the worklist, oldest first. @param next cursor of the next page; absent at the end */
    public record Listing(List<Item> items, String next) {}
}
