package city.pishkhan.payments.internal;

import static city.pishkhan.payments.internal.AttemptState.DOUBLE;
import static city.pishkhan.payments.internal.AttemptState.REVERSED;
import static city.pishkhan.payments.internal.AttemptState.SETTLED;
import static city.pishkhan.payments.internal.AttemptState.UNKNOWN;
import static city.pishkhan.payments.internal.AttemptState.VERIFIED;

import city.pishkhan.payments.internal.Course.Op;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What the bank's own books, its settlement files, say of an attempt that it gives no answer about.
 *
 * @param settled rial, or {@code null} if no file lists it
 * @param passed  whether the files are past the day after the payer's return, by which it would have been settled
 */
record Books(Long settled, boolean passed) {

    /** held, and let go where the bank's books show that the money stayed, or that it did not */
    private static final Set<String> OPEN = Set.of(Consequences.REVERSAL_LATE, Consequences.VERIFIED_BY_OTHERS);

    /** A verification of ours must be on record. Whether somebody else's has kept the money for us, the books alone say. */
    static boolean mayDecide(AttemptRow a) {
        return a.state == UNKNOWN
                && a.verifyCalls > 0
                && a.reference != null
                && (a.held == null || OPEN.contains(a.held) || a.held.equals(Consequences.AMOUNT_DIFFERS));
    }

    static Books of(Handle sql, AttemptRow a) {
        return sql.createQuery(
                        "select (select amount from payments.settlement_line where attempt = :attempt"
                                + " and ltrim(reference, '0') = ltrim(:reference, '0') order by id limit 1),"
                                + " coalesce((select max(day) from payments.settlement_line where gateway = :gateway"
                                + " and terminal = :terminal) > (:returned::timestamptz at time zone 'Asia/Tehran')::date + 1, false)")
                .bind("attempt", a.id)
                .bind("reference", a.reference)
                .bind("gateway", a.gateway)
                .bind("terminal", a.terminal)
                .bind("returned", a.returned)
                .map((row, context) -> new Books(row.getObject(1, Long.class), row.getBoolean(2)))
                .one();
    }

    /** @return WAIT where they decide nothing */
    Op decide(AttemptRow a, boolean billOpen, Instant now) {
        if (settled == null) {
            boolean gone = passed && a.held != null && OPEN.contains(a.held);
            return gone ? Consequences.end(a, REVERSED) : Op.WAIT;
        }
        a.held = settled == a.amount ? null : Consequences.AMOUNT_DIFFERS;
        a.received = settled == a.amount ? null : settled;
        a.verified = a.verified == null ? now : a.verified;
        a.settled = now;
        a.move(VERIFIED);
        return Consequences.end(a, billOpen && a.held == null ? SETTLED : DOUBLE);
    }
}
