package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Payouts, newest first.
 *
 * @param items payouts of this page
 * @param next  cursor of the next page; absent at the end
 */
public record PayoutList(List<Payout> items, @Nullable String next) {
    public PayoutList {
        items = List.copyOf(items);
    }
}
