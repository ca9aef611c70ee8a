package city.pishkhan.payments.internal.billing;

import city.pishkhan.api.Refusal;
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
    private final OfficeShare share;

    public ReceiptReversal(PaymentRepository store, AttemptJournal attemptJournal, OfficeShare share) {
        this.store = store;
        this.attemptJournal = attemptJournal;
        this.share = share;
    }

    public CaseEvents events() {
        return attemptJournal.events();
    }

    /**
     * Under the case's lock. The attempt is still where it was; the bill is to be paid again if its case still owes it.
     *
     * @throws Refusal CONFLICT where the money was sent back by a refund of the treasury
     */
    public void takeBack(Handle sql, AttemptEntity a, BillEntity bill, String why, Instant now) {
        UUID id = Ids.next();
        store.em().flush();
        if (a.state == AttemptState.SETTLED) {
            receipt(sql, id, a, bill, why, now);
        } else {
            owed(sql, id, a, bill, now);
        }
        a.booking = id;
        a.received = null;
        a.verified = null;
        a.settled = null;
        a.paidAt = null;
    }

    private void receipt(Handle sql, UUID id, AttemptEntity a, BillEntity bill, String why, Instant now) {
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
        boolean owes = events().paymentTakenBack(a.caseId, why);
        bill.state = owes ? BillEntity.State.OPEN : BillEntity.State.CANCELLED;
        bill.ended = owes ? null : now;
        bill.reopened = owes ? now : null;
        if (!owes) {
            // nothing is to go back of what has gone back
            RefundRepository.cancel(sql, a.id);
        }
    }

    private static void owed(Handle sql, UUID id, AttemptEntity a, BillEntity bill, Instant now) {
        if (!RefundRepository.cancel(sql, a.id)) {
            throw Refusal.conflict("payment.refunded");
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
    }
}
