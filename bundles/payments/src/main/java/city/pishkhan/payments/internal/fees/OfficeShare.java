package city.pishkhan.payments.internal.fees;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Fees.Creditor;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The municipality owes an office its share of the fixed fee from the moment that the payer has paid it, in that transaction. */
public final class OfficeShare {
    private static final int WHOLE = 100;

    private final Journal journal;

    public OfficeShare(Journal journal) {
        this.journal = journal;
    }

    /**
     * @param percent of the fee that is the office's; {@code null} on bills of before there were fees
     * @param lines   that are paid now
     * @param source  the payment; or the refund, where the fee was taken from what went back
     */
    public void owe(
            Handle sql,
            Creditor creditor,
            Integer percent,
            List<Duty> lines,
            String gateway,
            UUID source,
            Instant now) {
        if (percent == null) {
            return;
        }
        for (Duty line : lines) {
            long share = line.amount() * percent / WHOLE;
            if (line.code().equals(Payments.OFFICE_FEE) && share > 0) {
                Duty owed = new Duty(line.code(), line.titleEn(), line.titleFa(), share);
                FeeRepository.shared(sql, creditor, owed, gateway, source, now);
                record(journal, creditor, line.code(), share);
            }
        }
    }

    /** The payment that it was a share of is none any more. @param source of the correction */
    public void takeBack(
            Handle sql,
            Creditor creditor,
            Integer percent,
            List<Duty> lines,
            String gateway,
            UUID source,
            Instant now) {
        if (percent == null) {
            return;
        }
        for (Duty line : lines) {
            long share = line.amount() * percent / WHOLE;
            if (line.code().equals(Payments.OFFICE_FEE) && share > 0) {
                Duty less = new Duty(line.code(), line.titleEn(), line.titleFa(), -share);
                FeeRepository.shared(sql, creditor, less, gateway, source, now);
                record(journal, creditor, line.code(), -share);
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
