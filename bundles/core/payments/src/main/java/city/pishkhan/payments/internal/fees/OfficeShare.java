package city.pishkhan.payments.internal.fees;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Fees.Creditor;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Records the share of the fixed fee that the municipality owes an office. The share is recorded in the transaction
 * that records the payer's payment.
 */
public final class OfficeShare {
    private static final int WHOLE = 100;

    private final Journal journal;

    public OfficeShare(Journal journal) {
        this.journal = journal;
    }

    /**
     * Records the office's share of the fee lines in {@code lines}.
     *
     * @param percent the office's share of the fee in percent; {@code null} for bills that were created before fees
     *     existed
     * @param lines   lines that are paid now; lines of other duties are ignored
     * @param source  the payment, or the refund from which the fee was deducted
     */
    public void recordShare(
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
                FeeRepository.recordShare(sql, creditor, owed, gateway, source, now);
                record(journal, creditor, Map.of("duty", line.code(), "amount", share));
            }
        }
    }

    /**
     * Records a negative share that corrects the share of a withdrawn payment.
     *
     * @param source id of the correction; the negative share refers to it instead of a payment
     */
    public void correct(
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
                FeeRepository.recordShare(sql, creditor, less, gateway, source, now);
                record(journal, creditor, Map.of("duty", line.code(), "amount", -share));
            }
        }
    }

    /**
     * Writes the journal entry of a change of the amount owed.
     *
     * @param details {@code duty}; {@code amount}: the change in rial, negative if less is owed; for ordered work also
     *     {@code total}: rial owed for the duty from now on. Journal entries of earlier versions have no {@code total}
     *     for ordered work; their {@code amount} is the total.
     */
    static void record(Journal journal, Creditor creditor, Map<String, Object> details) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("office", creditor.office());
        all.putAll(details);
        journal.record(creditor.caseId(), "fee.owed", Caller.HUB, all);
    }
}
