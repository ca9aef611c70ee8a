package city.pishkhan.payments.internal.billing;

import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.common.DutyJson;
import city.pishkhan.payments.internal.fees.OfficeShare;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Posting;
import city.pishkhan.payments.internal.settlement.LateSaleMatching;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptJournal;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.BillEntity;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.payments.internal.store.ReceiptEntity;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Updates bill, receipt and ledger after a state change of an attempt, in the same transaction. */
public final class ReceiptPosting {
    private final PaymentRepository store;
    private final AttemptJournal attemptJournal;
    private final RefundClaims refundClaims;
    private final OfficeShare share;

    public ReceiptPosting(
            PaymentRepository store, AttemptJournal attemptJournal, RefundClaims refundClaims, OfficeShare share) {
        this.store = store;
        this.attemptJournal = attemptJournal;
        this.refundClaims = refundClaims;
        this.share = share;
    }

    /**
     * Records the state changes of the attempt.
     *
     * @param actor caller who caused the change, for the journal
     */
    public void book(Handle sql, AttemptEntity a, BillEntity bill, Caller actor) {
        boolean paid = hasMovedTo(a, AttemptState.SETTLED);
        boolean owed = hasMovedTo(a, AttemptState.DOUBLE);
        attemptJournal.record(a, actor);
        if (paid) {
            store.em().persist(new ReceiptEntity(a));
            bill.state = BillEntity.State.PAID;
            bill.ended = a.settled;
            // stores the office that handles the case now, because the case may have been handed over after the bill
            // was created
            bill.office = attemptJournal.events().lockAndFindOffice(a.caseId);
            store.tx().flush();
            List<Duty> duties = DutyJson.duties(bill.duties);
            bookReceipt(sql, a, bill, duties);
            share.recordShare(
                    sql, bill.creditor(), bill.officeShare, duties, a.gateway, a.ledgerSubjectId(), a.settled);
            if (bill.reopened != null) {
                bill.reopened = null;
                attemptJournal.events().paymentRestored(a.caseId);
            }
            attemptJournal.events().paymentChanged(a.caseId);
        }
        if (owed) {
            store.tx().flush();
            bookOwed(sql, a, bill);
            refundClaims.recordDouble(sql, a, bill);
        }
        if (paid || owed) {
            LateSaleMatching.match(sql, a.id, a.settled);
        }
    }

    /** Books a paid bill: the bank's account is debited, and each duty is credited with its part. */
    private static void bookReceipt(Handle sql, AttemptEntity a, BillEntity bill, List<Duty> duties) {
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(DoubleEntryLedger.bank(a.gateway, a.terminal), a.amount));
        postings.addAll(DoubleEntryLedger.shares(duties, a.amount));
        DoubleEntryLedger.book(
                sql, DoubleEntryLedger.RECEIPT, a.ledgerSubjectId(), a.settled, bill.facets(a.gateway), postings);
    }

    /** Books money that pays no bill: it is owed to the payer. */
    private static void bookOwed(Handle sql, AttemptEntity a, BillEntity bill) {
        long amount = a.receivedAmount();
        DoubleEntryLedger.book(
                sql,
                DoubleEntryLedger.OWED,
                a.ledgerSubjectId(),
                a.settled,
                bill.facets(a.gateway),
                List.of(
                        new Posting(DoubleEntryLedger.bank(a.gateway, a.terminal), amount),
                        new Posting(DoubleEntryLedger.REFUNDS, -amount)));
    }

    private static boolean hasMovedTo(AttemptEntity a, AttemptState to) {
        return a.moves().stream().anyMatch(m -> m.to() == to);
    }
}
