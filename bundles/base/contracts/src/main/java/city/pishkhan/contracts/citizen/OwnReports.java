package city.pishkhan.contracts.citizen;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * One page of reports.
 *
 * @param items newest first
 * @param next  cursor of the next page; absent at the end
 */
public record OwnReports(List<OwnReport> items, @Nullable String next) {}
