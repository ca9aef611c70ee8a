package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Refunds, newest first.
 *
 * @param items refunds of this page
 * @param next  cursor of the next page; absent at the end
 */
public record RefundList(List<Refund> items, @Nullable String next) {}
