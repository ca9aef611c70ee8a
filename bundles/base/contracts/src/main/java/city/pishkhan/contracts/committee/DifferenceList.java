package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Differences between banks' settlement files and the hub, newest first.
 *
 * @param items differences of this page
 * @param next  cursor of the next page; absent at the end
 */
public record DifferenceList(List<Difference> items, @Nullable String next) {}
