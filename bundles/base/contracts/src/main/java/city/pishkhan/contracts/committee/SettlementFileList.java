package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Banks' settlement files, newest first.
 *
 * @param items files of this page
 * @param next  cursor of the next page; absent at the end
 */
public record SettlementFileList(List<SettlementFile> items, @Nullable String next) {}
