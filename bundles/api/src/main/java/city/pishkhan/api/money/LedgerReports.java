package city.pishkhan.api.money;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** The city's money by its double-entry ledger (دفتر دوطرفه). */
public interface LedgerReports {
    /** What can be counted by. */
    Set<String> BY = Set.of("service", "district", "office", "gateway", "day", "account");

    /**
     * One group; rial.
     *
     * @param key         of the group; empty where the ledger does not say
     * @param receipts    bills paid
     * @param bank        what banks hold; with the expenses it is the sum of the others
     * @param income      duties, with their rounding, less the offices' shares of fees
     * @param refunds     owed to payers
     * @param unexplained what banks have settled and no attempt of ours stands for
     * @param offices     owed to offices: their shares of fixed fees, and what they did for the municipality
     * @param expenses    what the municipality itself ordered of offices
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
     * Counts what was booked on the days from {@code from} to {@code to}, both included, in Tehran.
     *
     * @param by one of {@link #BY}; by {@code account} only the column that the account belongs to is filled
     * @throws Refusal INVALID for another {@code by}, or days in the wrong order
     */
    List<Line> report(String by, LocalDate from, LocalDate to);
}
