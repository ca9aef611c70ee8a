package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Refunds, newest first.
 *
 * @param items of this page
 * @param next  cursor of the page after this; absent on the last
 */
public record RefundList(List<Refund> items, @Nullable String next) {}
