package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Banks' settlement files, newest first.
 *
 * @param items of this page
 * @param next  cursor of the page after this; absent on the last
 */
public record SettlementFileList(List<SettlementFile> items, @Nullable String next) {}
