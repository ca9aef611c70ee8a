package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Experts, newest first.
 *
 * @param items the experts of this page
 * @param next  cursor of the page after this; absent on the last
 */
public record ExpertList(List<Expert> items, @Nullable String next) {}
