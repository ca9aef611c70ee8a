package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Differences between banks' settlement files and the hub, newest first.
 *
 * @param items of this page
 * @param next  cursor of the page after this; absent on the last
 */
public record DifferenceList(List<Difference> items, @Nullable String next) {}
