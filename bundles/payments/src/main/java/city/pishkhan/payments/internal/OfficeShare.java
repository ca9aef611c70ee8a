package city.pishkhan.payments.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Fees.Creditor;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Payments.Duty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The municipality owes an office its share of the fixed fee from the moment that the payer has paid it, in that transaction. */
final class OfficeShare {
    private static final int WHOLE = 100;

    private final Journal journal;

    OfficeShare(Journal journal) {
        this.journal = journal;
    }

    /**
     * @param bill   which says the office and its percentage
     * @param lines  that are paid now
     * @param source the payment; or the refund, where the fee was taken from what went back
     */
    void owe(Handle sql, BillRow bill, List<Duty> lines, String gateway, UUID source, Instant now) {
        if (bill.officeShare == null) {
            return;
        }
        for (Duty line : lines) {
            long share = line.amount() * bill.officeShare / WHOLE;
            if (line.code().equals(Payments.OFFICE_FEE) && share > 0) {
                Creditor creditor =
                        new Creditor(bill.caseId, bill.caseNumber, bill.service, bill.office, bill.district);
                Duty owed = new Duty(line.code(), line.titleEn(), line.titleFa(), share);
                FeeRows.shared(sql, creditor, owed, gateway, source, now);
                record(journal, creditor, line.code(), share);
            }
        }
    }

    /** @param amount rial that the office is owed for the duty by now */
    static void record(Journal journal, Creditor creditor, String duty, long amount) {
        journal.record(
                creditor.caseId(),
                "fee.owed",
                Caller.HUB,
                Map.of("office", creditor.office(), "duty", duty, "amount", amount));
    }
}
