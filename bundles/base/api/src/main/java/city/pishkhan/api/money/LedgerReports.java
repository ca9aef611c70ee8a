package city.pishkhan.api.money;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Reports of the city's double-entry ledger (دفتر دوطرفه). */
public interface LedgerReports {
    /** Permitted values of {@code by} in {@link #report}. */
    Set<String> BY = Set.of("service", "district", "office", "gateway", "day", "account");

    /**
     * One group; amounts in rial.
     *
     * @param key         key of the group; empty if the ledger does not record it
     * @param receipts    paid bills
     * @param bank        balances at the banks; bank plus expenses equals the sum of all other accounts
     * @param income      duties with their rounding, less the offices' shares of fees
     * @param refunds     amount owed to payers
     * @param unexplained amount settled by banks without a matching payment attempt
     * @param offices     amount owed to offices: their shares of fixed fees, and fees for municipal cases
     * @param expenses    cost of cases that the municipality ordered from offices
     */
    record Line(
            String key,
            long receipts,
            long bank,
            long income,
            long refunds,
            long unexplained,
            long offices,
            long expenses) {}

    /**
     * Sums the bookings of the days {@code from} to {@code to} in Tehran, inclusive.
     *
     * @param by one of {@link #BY}; with {@code account}, only the column of that account is filled
     * @throws Refusal INVALID for another {@code by}, or if {@code to} is before {@code from}
     */
    List<Line> report(String by, LocalDate from, LocalDate to);
}
