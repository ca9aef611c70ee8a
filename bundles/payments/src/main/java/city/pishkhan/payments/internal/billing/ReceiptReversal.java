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

/** Undoes what a settled attempt has booked: its money is another's, or the bank took it back. What was booked stays; a correction goes beside it. */
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
     * Under the case's lock. The attempt is still where it was; the bill is to be paid again if its case still owes it.
     *
     * @return whether it is undone; not, and nothing is changed, where the treasury has the money sent back to the payer
     */
    public boolean takeBack(Handle sql, AttemptEntity a, BillEntity bill, String why, Instant now) {
        UUID id = Ids.next();
        store.em().flush();
        boolean undone =
                a.state == AttemptState.SETTLED ? receipt(sql, id, a, bill, why, now) : owed(sql, id, a, bill, now);
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

    private boolean receipt(Handle sql, UUID id, AttemptEntity a, BillEntity bill, String why, Instant now) {
        List<RefundRepository.Claim> claims = RefundRepository.claims(sql, a.caseId, bill.stage);
        boolean sent = claims.stream().anyMatch(claim -> !claim.due());
        boolean ended = claims.stream().anyMatch(RefundRepository.Claim::ending);
        if (ended && sent) {
            return false;
        }
        // a case whose certificate was revoked is none that the engine takes for over, and owes nothing all the same
        boolean owes = events().paymentTakenBack(a.caseId, why) && !ended;
        if (!owes && sent) {
            return false;
        }
        sql.createUpdate("with gone as (delete from payments.receipt where attempt = :attempt returning *) insert into"
                        + " payments.receipt_withdrawn (id, bill, attempt, gateway, terminal, reference, amount, verified,"
                        + " settled, withdrawn, why) select :id, bill, attempt, gateway, terminal, reference, amount, verified,"
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
        share.takeBack(sql, bill.creditor(), bill.officeShare, duties, a.gateway, id, now);
        bill.state = owes ? BillEntity.State.OPEN : BillEntity.State.CANCELLED;
        bill.ended = owes ? null : now;
        bill.reopened = owes ? now : null;
        if (!owes) {
            // nothing is to go back of what has gone back
            refundClaims.recount(sql, bill, claims, now);
        }
        return true;
    }

    private static boolean owed(Handle sql, UUID id, AttemptEntity a, BillEntity bill, Instant now) {
        if (!RefundRepository.cancel(sql, a.id)) {
            return false;
        }
        long amount = a.received == null ? a.amount : a.received;
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
