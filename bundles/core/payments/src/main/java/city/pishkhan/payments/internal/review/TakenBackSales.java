package city.pishkhan.payments.internal.review;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.PaymentReview.BankSale;
import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.billing.ReceiptReversal;
import city.pishkhan.payments.internal.settlement.SettlementCorrection;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptJournal;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.PaymentRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Reverses payments whose money a bank took back after settlement. Two people of the treasury decide about each
 * reversal.
 */
public final class TakenBackSales {
    private static final String CODE = "taken-back";

    private final PaymentRepository store;
    private final AttemptJournal attemptJournal;
    private final ReceiptReversal reversal;
    private final Journal journal;
    private final Clock clock;

    public TakenBackSales(
            PaymentRepository store,
            AttemptJournal attemptJournal,
            ReceiptReversal reversal,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.attemptJournal = attemptJournal;
        this.reversal = reversal;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Returns the settled attempt of a sale.
     *
     * @throws Refusal {@code NOT_FOUND} if there is no such attempt, {@code CONFLICT} if the city does not have the
     *     money of the sale
     */
    AttemptEntity findSettled(BankSale sale) {
        AttemptEntity a = store.em()
                .createQuery(
                        "select a from AttemptEntity a where a.gateway = :gateway and a.terminal = :terminal"
                                + " and a.reference = :reference",
                        AttemptEntity.class)
                .setParameter("gateway", sale.gateway())
                .setParameter("terminal", sale.terminal())
                .setParameter("reference", sale.reference())
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("payment"));
        if (a.state != AttemptState.SETTLED && a.state != AttemptState.DOUBLE) {
            throw Refusal.conflict("payment.not-settled", a.state.publicName());
        }
        return a;
    }

    UUID takeBack(Handle sql, Caller approver, BankSale sale) {
        UUID caseId = findSettled(sale).caseId;
        attemptJournal.lock(caseId);
        store.em().clear();
        PaymentRepository.AttemptWithBill found = store.attemptAndBill(findSettled(sale).id);
        AttemptEntity a = found.attempt();
        Instant now = clock.instant();
        // the amount is read before the reversal, which clears it
        long amount = a.receivedAmount();
        if (!reversal.tryReverse(sql, a, found.bill(), CODE, now)) {
            throw Refusal.conflict("payment.refunded");
        }
        a.code = CODE;
        a.contested = false;
        a.nextAt = null;
        a.move(AttemptState.REVERSED);
        attemptJournal.record(a, approver);
        store.em().flush();
        SettlementCorrection.reverseTakenBack(sql, a.id, approver.principal(), now);
        journal.record(
                caseId,
                "payment.taken-back",
                approver,
                Map.of(
                        "attempt", a.id,
                        "bill", a.bill,
                        "gateway", a.gateway,
                        "order", a.order,
                        "amount", amount,
                        "reference", sale.reference()));
        return a.id;
    }
}
