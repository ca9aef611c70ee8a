package city.pishkhan.payments.internal.attempt;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.attempt.NextCall.Op;
import city.pishkhan.payments.internal.billing.ReceiptReversal;
import city.pishkhan.payments.internal.common.PaymentQueues;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Posting;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.BillEntity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Assigns sales to attempts by the banks' settlement files. A bank that verifies by reference does so for any payer who
 * submits the reference, but its file names the order number of one attempt. If the file names the order number of
 * another attempt, the sale is moved to that attempt. Every method needs the transaction that holds the lock of the
 * case.
 */
public final class SaleOwnership {
    private final ReceiptReversal reversal;
    private final Journal journal;
    private final Outbox outbox;

    /**
     * A settlement line that names another order.
     *
     * @param attempt attempt of that order, or {@code null} if the order is unknown
     * @param takes   {@code true} if that attempt can still receive the money
     */
    private record Line(UUID id, UUID file, long order, UUID attempt, long amount, boolean takes) {}

    public SaleOwnership(ReceiptReversal reversal, Journal journal, Outbox outbox) {
        this.reversal = reversal;
        this.journal = journal;
        this.outbox = outbox;
    }

    /** Returns {@code true} if the bank never named the order of the attempt's sale. */
    static boolean isOrderUnnamed(AttemptEntity a) {
        return a.reference != null && !a.orderNamed && !a.bank.counter && a.state != AttemptState.REVERSED;
    }

    /**
     * Returns the next operation if a settlement line names another order; empty if none does. A line that names this order
     * confirms the sale.
     */
    Optional<Op> resolve(Handle sql, AttemptEntity a, BillEntity bill, Instant now) {
        Optional<Line> other = findOtherOrder(sql, a);
        if (other.isPresent()) {
            return releaseSale(sql, a, bill, other.get(), now);
        }
        if (a.state == AttemptState.SETTLED && isConfirmedByFile(sql, a)) {
            a.orderNamed = true;
            if (a.contested) {
                a.contested = false;
                reversal.events().paymentChanged(a.caseId);
            }
        }
        return Optional.empty();
    }

    private static Optional<Line> findOtherOrder(Handle sql, AttemptEntity a) {
        return sql.createQuery(
                        """
                select l.id, l.file, l.order_number, l.amount, o.id as attempt, coalesce(o.state not in
                ('SETTLED', 'DOUBLE') or not o.order_named, false) as takes from
                payments.settlement_line l left join payments.attempt o on o.order_number =
                l.order_number and o.gateway = l.gateway and o.terminal = l.terminal where l.gateway =
                :gateway and l.terminal = :terminal and l.reference in (:reference, ltrim(:reference,
                '0')) and l.order_number <> :order and not l.taken_back and l.state <> 'withdrawn'
                order by l.id limit 1""")
                .bind("gateway", a.gateway)
                .bind("terminal", a.terminal)
                .bind("reference", a.reference)
                .bind("order", a.order)
                .map((row, context) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getObject("file", UUID.class),
                        row.getLong("order_number"),
                        row.getObject("attempt", UUID.class),
                        row.getLong("amount"),
                        row.getBoolean("takes")))
                .findOne();
    }

    private static boolean isConfirmedByFile(Handle sql, AttemptEntity a) {
        return sql.createQuery(
                        "select exists (select from payments.settlement_line where attempt = :id and order_number ="
                                + " :order and reference in (:reference, ltrim(:reference, '0')) and not taken_back)")
                .bind("id", a.id)
                .bind("order", a.order)
                .bind("reference", a.reference)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Releases the sale of this attempt because the bank names another order, and wakes up the attempt of that order,
     * if any.
     */
    private Optional<Op> releaseSale(Handle sql, AttemptEntity a, BillEntity bill, Line line, Instant now) {
        boolean booked = a.state == AttemptState.SETTLED || a.state == AttemptState.DOUBLE;
        Long ours = booked ? Long.valueOf(a.receivedAmount()) : null;
        String reference = a.reference;
        if (booked && !reversal.tryReverse(sql, a, bill, OutcomeTransitions.OTHER_ORDER, now)) {
            // the treasury has already refunded the money to the payer of this attempt, so people must resolve the
            // difference
            recordDifference(sql, a, reference, line, ours, now);
            a.orderNamed = true;
            return Optional.empty();
        }
        Op op = OutcomeTransitions.failAsOtherOrder(a);
        UUID difference = recordDifference(sql, a, reference, line, ours, now);
        if (!line.takes()) {
            // an unknown order, or an order that is already paid: the money cannot be assigned
            DoubleEntryLedger.book(
                    sql,
                    DoubleEntryLedger.FOUND,
                    difference,
                    now,
                    bill.facets(a.gateway),
                    List.of(
                            new Posting(DoubleEntryLedger.bank(a.gateway, a.terminal), line.amount()),
                            new Posting("unexplained:" + a.gateway, -line.amount())));
        }
        journal.record(
                a.caseId,
                "payment.other-order",
                Caller.HUB,
                Map.of("attempt", a.id, "order", a.order, "banks", line.order(), "reference", reference));
        if (line.attempt() != null) {
            // if the wake-up is lost, the sweep finds the attempt
            sql.createUpdate("update payments.attempt set next_at = :now where id = :id")
                    .bind("id", line.attempt())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
            outbox.send(PaymentQueues.PAYMENT, line.attempt());
        }
        return Optional.of(op);
    }

    private static UUID recordDifference(
            Handle sql, AttemptEntity a, @Nullable String reference, Line line, @Nullable Long ours, Instant now) {
        UUID id = Ids.next();
        sql.createUpdate("insert into payments.settlement_difference (id, kind, file, line, attempt, gateway, terminal,"
                        + " reference, order_number, our_amount, bank_amount, found) values (:id, 'other-order', :file, :line,"
                        + " :attempt, :gateway, :terminal, :reference, :order, :ours::bigint, :banks, :now) on"
                        + " conflict (line) do update set kind = 'other-order', attempt = excluded.attempt, our_amount ="
                        + " excluded.our_amount")
                .bind("id", id)
                .bind("file", line.file())
                .bind("line", line.id())
                .bind("attempt", a.id)
                .bind("gateway", a.gateway)
                .bind("terminal", a.terminal)
                .bind("reference", reference)
                .bind("order", line.order())
                .bind("ours", ours)
                .bind("banks", line.amount())
                .bind("now", now)
                .execute();
        sql.execute("update payments.settlement_line set state = 'different' where id = ?", line.id());
        return id;
    }

    /**
     * Returns {@code true} if a settlement line names the order of an attempt that ended without money, and another attempt has
     * given up that sale.
     */
    static boolean hasReleasedSale(Handle sql, AttemptEntity a) {
        return !a.bank.counter
                && (a.state == AttemptState.FAILED || a.state == AttemptState.REVERSED)
                && sql.createQuery("select exists (select from payments.settlement_line l join"
                                + " payments.settlement_difference d on d.line = l.id and d.kind = 'other-order' where"
                                + " l.attempt = :id and l.order_number = :order and not l.taken_back and not exists (select"
                                + " from payments.attempt o where o.gateway = l.gateway and o.terminal = l.terminal and"
                                + " o.reference in (l.reference, ltrim(l.reference, '0')) and o.id <> :id))")
                        .bind("id", a.id)
                        .bind("order", a.order)
                        .mapTo(Boolean.class)
                        .one();
    }

    /** Reopens an ended attempt and puts it on hold; the settlement files then decide whether it is paid. */
    static void reopen(AttemptEntity a) {
        a.reference = null;
        a.putOnHold(OutcomeTransitions.OTHER_ORDER);
    }
}
