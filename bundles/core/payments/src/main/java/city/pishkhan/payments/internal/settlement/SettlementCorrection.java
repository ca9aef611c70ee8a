package city.pishkhan.payments.internal.settlement;

import city.pishkhan.messages.Messages;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reverses bookings of differences with the banks' files. The original bookings stay, and opposite entries are added. */
public final class SettlementCorrection {
    private static final Messages MESSAGES = Messages.of(SettlementCorrection.class);

    private static final String REVERSE =
            """
                    with net as (select d.id, p.account, p.gateway, p.service, p.district, p.office, sum(p.amount) as amount
                    from payments.settlement_difference d join payments.ledger_entry e on e.subject = d.id and e.kind
                    in ('found', 'correction') join payments.posting p on p.entry = e.id where d.id = any(:ids) group
                    by 1, 2, 3, 4, 5, 6 having sum(p.amount) <> 0), entry as (insert into payments.ledger_entry (id,
                    at, kind, subject) select gen_random_uuid(), :now, :kind, id from (select distinct id from net) n
                    on conflict (kind, subject) do nothing returning id, subject) insert into payments.posting (entry,
                    account, amount, gateway, service, district, office) select e.id, n.account, -n.amount, n.gateway,
                    n.service, n.district, n.office from entry e join net n on n.id = e.subject""";
    private static final String EXPLAIN =
            "update payments.settlement_difference set explained = :now, explained_by = :by,"
                    + " explanation = :why where id = any(:ids) and explained is null";

    private SettlementCorrection() {}

    /**
     * Reverses and explains the differences of a payment that the bank took back, after the treasury recorded the
     * take-back by hand.
     */
    public static void reverseTakenBack(Handle sql, UUID attempt, String by, Instant now) {
        UUID[] ids = sql.createQuery("select id from payments.settlement_difference where attempt = :attempt"
                        + " and kind = 'taken-back'")
                .bind("attempt", attempt)
                .mapTo(UUID.class)
                .list()
                .toArray(UUID[]::new);
        reverseBookings(sql, ids, by, MESSAGES.bilingual("settlement-correction.payment-taken-back"), now);
    }

    /**
     * Reverses the bookings of differences and marks the differences as explained.
     *
     * @param why explanation for people
     */
    static void reverseBookings(Handle sql, UUID[] differences, String by, String why, Instant now) {
        if (differences.length == 0) {
            return;
        }
        sql.createUpdate(REVERSE)
                .bindArray("ids", UUID.class, (Object[]) differences)
                .bind("kind", DoubleEntryLedger.REVERSAL)
                .bind("now", now)
                .execute();
        sql.createUpdate(EXPLAIN)
                .bindArray("ids", UUID.class, (Object[]) differences)
                .bind("by", by)
                .bind("why", why)
                .bind("now", now)
                .execute();
    }
}
