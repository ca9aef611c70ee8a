package city.pishkhan.payments.internal.billing;

import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.common.DutyJson;
import city.pishkhan.payments.internal.fees.OfficeShare;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Posting;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptJournal;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.BillEntity;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.payments.internal.treasury.RefundRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Reverses the bookings of a settled attempt whose money belongs to another order or was taken back by the bank. The original
 * bookings stay, and corrections are added.
 */
public final class ReceiptReversal {
    private final PaymentRepository store;
    private final AttemptJournal attemptJournal;
    private final RefundClaims refundClaims;
    private final OfficeShare share;

    public ReceiptReversal(
            PaymentRepository store, AttemptJournal attemptJournal, RefundClaims refundClaims, OfficeShare share) {
        this.store = store;
        this.attemptJournal = attemptJournal;
        this.refundClaims = refundClaims;
        this.share = share;
    }

    public CaseEvents events() {
        return attemptJournal.events();
    }

    /**
     * Reverses the bookings of the attempt. Needs the lock of the case. The attempt's state is unchanged. The bill is
     * open again if the case still owes its amount.
     *
     * @return {@code true} if the bookings are reversed; {@code false} if the treasury has already ordered a refund,
     *     and nothing is changed
     */
    public boolean tryReverse(Handle sql, AttemptEntity a, BillEntity bill, String why, Instant now) {
        UUID id = Ids.next();
        store.em().flush();
        boolean undone = a.state == AttemptState.SETTLED
                ? tryReverseReceipt(sql, id, a, bill, why, now)
                : tryReverseOwed(sql, id, a, bill, now);
        if (!undone) {
            return false;
        }
        a.booking = id;
        a.received = null;
        a.verified = null;
        a.settled = null;
        a.paidAt = null;
        return true;
    }

    private boolean tryReverseReceipt(Handle sql, UUID id, AttemptEntity a, BillEntity bill, String why, Instant now) {
        List<RefundRepository.Claim> claims = RefundRepository.claims(sql, a.caseId, bill.stage);
        boolean sent = claims.stream().anyMatch(claim -> !claim.isDue());
        boolean ended = claims.stream().anyMatch(RefundRepository.Claim::isForCaseEnd);
        if (ended && sent) {
            return false;
        }
        // the case engine does not regard a case with a revoked certificate as ended, but the applicant owes nothing
        // for such a case either
        boolean owes = events().paymentReversed(a.caseId, why) && !ended;
        if (!owes && sent) {
            return false;
        }
        sql.createUpdate("with gone as (delete from payments.receipt where attempt = :attempt returning *) insert into"
                        + " payments.receipt_withdrawn (id, bill, attempt, gateway, terminal, reference, amount, verified,"
                        + " settled, withdrawn, reason) select :id, bill, attempt, gateway, terminal, reference, amount, verified,"
                        + " settled, :now, :why from gone")
                .bind("id", id)
                .bind("attempt", a.id)
                .bind("now", now)
                .bind("why", why)
                .execute();
        List<Duty> duties = DutyJson.duties(bill.duties);
        DoubleEntryLedger.book(
                sql,
                DoubleEntryLedger.CORRECTION,
                id,
                now,
                bill.facets(a.gateway),
                Stream.concat(
                                Stream.of(new Posting(DoubleEntryLedger.bank(a.gateway, a.terminal), -a.amount)),
                                DoubleEntryLedger.shares(duties, a.amount).stream()
                                        .map(p -> new Posting(p.account(), -p.amount())))
                        .toList());
        share.correct(sql, bill.creditor(), bill.officeShare, duties, a.gateway, id, now);
        bill.state = owes ? BillEntity.State.OPEN : BillEntity.State.CANCELLED;
        bill.ended = owes ? null : now;
        bill.reopened = owes ? now : null;
        if (!owes) {
            // recalculates the refunds of the stage, which must not include the withdrawn payment
            refundClaims.recount(sql, bill, claims, now);
        }
        return true;
    }

    private static boolean tryReverseOwed(Handle sql, UUID id, AttemptEntity a, BillEntity bill, Instant now) {
        if (!RefundRepository.cancel(sql, a.id)) {
            return false;
        }
        long amount = a.receivedAmount();
        DoubleEntryLedger.book(
                sql,
                DoubleEntryLedger.CORRECTION,
                id,
                now,
                bill.facets(a.gateway),
                List.of(
                        new Posting(DoubleEntryLedger.bank(a.gateway, a.terminal), -amount),
                        new Posting(DoubleEntryLedger.REFUNDS, amount)));
        return true;
    }
}
