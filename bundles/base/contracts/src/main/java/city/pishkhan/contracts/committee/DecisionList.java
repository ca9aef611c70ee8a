package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Decisions, newest first.
 *
 * @param items decisions of this page
 * @param next  cursor of the next page; absent at the end
 */
public record DecisionList(List<Decision> items, @Nullable String next) {}
