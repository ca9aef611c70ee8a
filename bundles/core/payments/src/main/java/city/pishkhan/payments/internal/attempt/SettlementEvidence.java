package city.pishkhan.payments.internal.attempt;

import static city.pishkhan.payments.internal.store.AttemptState.DOUBLE;
import static city.pishkhan.payments.internal.store.AttemptState.REVERSED;
import static city.pishkhan.payments.internal.store.AttemptState.REVERSING;
import static city.pishkhan.payments.internal.store.AttemptState.SETTLED;
import static city.pishkhan.payments.internal.store.AttemptState.UNKNOWN;
import static city.pishkhan.payments.internal.store.AttemptState.VERIFIED;

import city.pishkhan.payments.internal.attempt.NextCall.Op;
import city.pishkhan.payments.internal.store.AttemptEntity;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Evidence of the bank's settlement files about an attempt for which the bank gives no answer.
 *
 * @param settled   amount in rial, or {@code null} if no file lists the sale
 * @param reference reference of the listed sale, or {@code null} if no file lists it
 * @param named     {@code true} if the line of the sale names the attempt's order number
 * @param takenBack {@code true} if the files also list the sale as taken back
 * @param passed    {@code true} if the files cover a day later than the day after the payer's return, so that a settled
 *     sale would be listed by now
 */
record SettlementEvidence(Long settled, String reference, boolean named, boolean takenBack, boolean passed) {

    /**
     * reasons of holds that end with a reversal of the sale if the bank's files cover the sale's day and do not list
     * the sale
     */
    private static final Set<String> OPEN = Set.of(
            OutcomeTransitions.REVERSAL_LATE,
            OutcomeTransitions.VERIFIED_BY_OTHERS,
            OutcomeTransitions.REFERENCE_CONTESTED,
            OutcomeTransitions.OTHER_ORDER);

    /**
     * Returns {@code true} if the settlement files may decide about the attempt. Either its state is UNKNOWN, and it is
     * on hold or was verified without a known outcome. Or its reversal was not answered, and the bank accepts neither
     * inquiries nor further reversals. The files show whether the city kept the money, even if an unrelated client
     * verified the sale. They also name the sale of a payer who never returned.
     */
    static boolean canDecide(AttemptEntity a, Instant now) {
        return a.state == UNKNOWN && (a.held != null || a.verifyCalls > 0 && a.reference != null)
                || isReversalUnanswered(a, now);
    }

    private static boolean isReversalUnanswered(AttemptEntity a, Instant now) {
        return a.state == REVERSING && !a.bank.inquires && a.verified != null && !a.bank.isReversible(a.returned, now);
    }

    static SettlementEvidence of(Handle sql, AttemptEntity a) {
        return sql.createQuery(
                        """
                                select l.amount, l.reference, l.order_number is not distinct from :order, exists (select from
                                payments.settlement_line b where b.gateway = :gateway and b.terminal = :terminal and
                                b.reference = l.reference and b.taken_back and b.state <> 'withdrawn'), coalesce((select
                                max(day) from payments.settlement_line where gateway = :gateway and terminal =
                                :terminal and state <> 'withdrawn') > (:returned::timestamptz at time zone 'Asia/Tehran')::date + 1, false)
                                from (select 1) one left join lateral (select amount, reference, order_number from
                                payments.settlement_line where attempt = :attempt and not taken_back and
                                coalesce(order_number, :order) = :order and (:reference::text is null or
                                ltrim(reference, '0') = ltrim(:reference, '0')) order by id limit 1) l on true""")
                .bind("attempt", a.id)
                .bind("order", a.order)
                .bind("reference", a.reference)
                .bind("gateway", a.gateway)
                .bind("terminal", a.terminal)
                .bind("returned", a.returned == null ? a.created : a.returned)
                .map((row, context) -> new SettlementEvidence(
                        row.getObject(1, Long.class),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getBoolean(5)))
                .one();
    }

    /**
     * Applies the evidence to the attempt.
     *
     * @return {@code WAIT} if the files decide nothing
     */
    Op decide(AttemptEntity a, boolean billOpen, Instant now) {
        if (settled == null) {
            boolean returnedByBank = passed && a.held != null && OPEN.contains(a.held);
            return returnedByBank ? OutcomeTransitions.end(a, REVERSED) : Op.WAIT;
        }
        if (takenBack) {
            return OutcomeTransitions.end(a, REVERSED);
        }
        if (a.state == REVERSING) {
            a.move(UNKNOWN);
        }
        a.reference = a.reference == null ? reference : a.reference;
        String other = OutcomeTransitions.OTHER_BILL.equals(a.held) ? a.held : null;
        a.held = settled == a.amount ? other : OutcomeTransitions.AMOUNT_DIFFERS;
        a.received = settled == a.amount ? null : settled;
        a.orderNamed |= named;
        a.verified = a.verified == null ? now : a.verified;
        a.settled = now;
        a.move(VERIFIED);
        return OutcomeTransitions.end(a, billOpen && a.held == null ? SETTLED : DOUBLE);
    }
}
