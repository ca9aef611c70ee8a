package city.pishkhan.payments.internal.settlement;

import city.pishkhan.messages.Messages;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Facets;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Posting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Matches payments that the hub recorded as received after the bank's file had listed them: slips entered a day later,
 * or attempts that had failed. The file's line was booked as unexplained, so that booking is corrected, or the money
 * would be booked twice.
 */
public final class LateSaleMatching {
    private static final Messages MESSAGES = Messages.of(LateSaleMatching.class);

    private static final String LATE =
            "select d.id as difference, l.id as line, l.amount as banks, a.id as attempt, a.order_number,"
                    + " coalesce(a.received, a.amount) as ours, l.gateway, l.terminal, was.service, was.district,"
                    + " was.office from payments.attempt a join payments.settlement_line l on l.gateway = a.gateway and"
                    + " l.terminal = a.terminal and l.reference in (a.reference, ltrim(a.reference, '0'))"
                    // a line that names the order number of another attempt does not match
                    + " and coalesce(l.order_number, a.order_number) = a.order_number and not l.taken_back"
                    + " join payments.settlement_difference d on d.line = l.id"
                    // the bill on which the difference was booked, if any
                    + " left join payments.attempt o on o.id = d.attempt left join payments.bill was on was.id = o.bill"
                    + " where l.state = 'different' and d.kind in ('unknown-sale', 'bank-only', 'other-sale')"
                    + " and a.state in ('SETTLED', 'DOUBLE') and ";
    private static final String LOCKED = " for update of d, l";

    /** age up to which the sweep searches for recorded payments; longer than any transaction lasts */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private LateSaleMatching() {}

    private record Row(
            UUID difference,
            UUID line,
            UUID attempt,
            long order,
            String terminal,
            long banks,
            long ours,
            Facets facets) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("difference", UUID.class),
                    row.getObject("line", UUID.class),
                    row.getObject("attempt", UUID.class),
                    row.getLong("order_number"),
                    row.getString("terminal"),
                    row.getLong("banks"),
                    row.getLong("ours"),
                    new Facets(
                            row.getString("gateway"),
                            row.getString("service"),
                            row.getObject("district", Integer.class),
                            row.getString("office")));
        }
    }

    /**
     * Matches the payment of an attempt, which was just recorded as received, with lines of earlier files; in the same
     * transaction.
     */
    public static void match(Handle sql, UUID attempt, @Nullable Instant now) {
        match(sql, sql.createQuery(LATE + "a.id = :attempt" + LOCKED).bind("attempt", attempt), now);
    }

    /**
     * Matches payments that were recorded as received while their file was imported, and that the import could not see
     * because their transactions had not ended.
     */
    static void sweep(Handle sql, Instant now) {
        match(
                sql,
                sql.createQuery(LATE + "a.settled > :since and d.explained is null" + LOCKED + " skip locked")
                        .bind("since", now.minus(LONGEST)),
                now);
    }

    private static void match(Handle sql, Query late, @Nullable Instant now) {
        late.map((row, context) -> Row.of(row)).list().forEach(row -> match(sql, row, now));
    }

    private static void match(Handle sql, Row row, @Nullable Instant now) {
        String gateway = row.facets().gateway();
        DoubleEntryLedger.book(
                sql,
                DoubleEntryLedger.CORRECTION,
                row.difference(),
                now,
                row.facets(),
                List.of(
                        new Posting(DoubleEntryLedger.bank(gateway, row.terminal()), -row.ours()),
                        new Posting("unexplained:" + gateway, row.ours())));
        boolean same = row.ours() == row.banks();
        sql.execute(
                "update payments.settlement_line set attempt = ?, state = ? where id = ?",
                row.attempt(),
                same ? "matched" : "different",
                row.line());
        if (same) {
            sql.execute(
                    "update payments.settlement_difference set explained = ?, explained_by = 'hub',"
                            + " explanation = ? where id = ? and explained is null",
                    now,
                    MESSAGES.bilingual("settlement-matching.paid-later"),
                    row.difference());
        } else {
            sql.execute(
                    "update payments.settlement_difference set kind = 'amount', our_amount = ?, attempt = ?, order_number = ?"
                            + " where id = ?",
                    row.ours(),
                    row.attempt(),
                    row.order(),
                    row.difference());
        }
    }
}
