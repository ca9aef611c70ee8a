package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * What was booked on some days.
 *
 * @param by    what it is counted by
 * @param from  first day, ISO 8601, in Tehran
 * @param to    last day
 * @param lines by their keys
 */
public record LedgerReport(String by, String from, String to, List<LedgerLine> lines) {
    public LedgerReport {
        lines = List.copyOf(lines);
    }
}
