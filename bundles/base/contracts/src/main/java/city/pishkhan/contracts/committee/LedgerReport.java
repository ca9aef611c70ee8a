package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * Bookings of a period.
 *
 * @param by    grouping of the lines
 * @param from  first day (Tehran), ISO 8601
 * @param to    last day (Tehran), ISO 8601
 * @param lines lines, sorted by key
 */
public record LedgerReport(String by, String from, String to, List<LedgerLine> lines) {
    public LedgerReport {
        lines = List.copyOf(lines);
    }
}
