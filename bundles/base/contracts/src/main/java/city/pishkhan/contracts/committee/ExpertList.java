package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Experts, newest first.
 *
 * @param items experts of this page
 * @param next  cursor of the next page; absent at the end
 */
public record ExpertList(List<Expert> items, @Nullable String next) {}
