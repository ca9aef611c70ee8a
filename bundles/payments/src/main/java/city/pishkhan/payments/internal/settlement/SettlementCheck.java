package city.pishkhan.payments.internal.settlement;

import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.ledger.Ledger;
import city.pishkhan.payments.internal.ledger.Ledger.Facets;
import city.pishkhan.payments.internal.ledger.Ledger.Posting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Holds the bank's lines against attempts that have ended. What the bank has and we have not is booked all the same, as unexplained. */
final class SettlementCheck {
    private static final int BATCH = 500;
    private static final String ENDED =
            "select l.id, l.file, l.gateway, l.terminal, l.reference, l.order_number, l.amount, l.attempt, a.state,"
                    + " a.reference as held_reference, coalesce(a.received, a.amount) as ours, b.service, b.district, b.office,"
                    + " exists (select from payments.settlement_line o where o.gateway = l.gateway and o.terminal = l.terminal"
                    + " and o.reference = l.reference and o.id < l.id) as twice from payments.settlement_line l"
                    + " left join payments.attempt a on a.id = l.attempt left join payments.bill b on b.id = a.bill"
                    + " where l.state = 'open' and (a.id is null or a.state in ('SETTLED', 'DOUBLE', 'REVERSED', 'FAILED'))"
                    + " order by l.id limit " + BATCH + " for update of l skip locked";
    // a bank books what it settled on one day by the next; the first day of its files may be cut in half
    private static final String MISSING =
            "insert into payments.settlement_difference (id, kind, file, attempt, gateway, terminal, reference,"
                    + " order_number, ours, found) select gen_random_uuid(), 'ours-only', :file, a.id, a.gateway, a.terminal,"
                    + " a.reference, a.order_number, coalesce(a.received, a.amount), :now from payments.attempt a"
                    + " join (select gateway, terminal, min(day) as first, max(day) as last from payments.settlement_line"
                    + " where gateway = :gateway or gateway in (select gateway from payments.settlement_line where file = :file)"
                    + " group by 1, 2) c on c.gateway = a.gateway and c.terminal = a.terminal"
                    + " where a.state in ('SETTLED', 'DOUBLE')"
                    + " and (a.settled at time zone 'Asia/Tehran')::date > c.first"
                    + " and (a.settled at time zone 'Asia/Tehran')::date < c.last - 1"
                    + " and not exists (select from payments.settlement_line l where l.attempt = a.id)"
                    + " on conflict do nothing";
    private static final String FOUND_AFTER_ALL =
            "update payments.settlement_difference d set explained = :now, explained_by = 'hub', explanation = f.name"
                    + " from payments.settlement_line l join payments.settlement_file f on f.id = l.file"
                    + " where l.file = :file and d.kind = 'ours-only' and d.attempt = l.attempt and d.explained is null";

    private SettlementCheck() {}

    private record Row(
            UUID line,
            UUID file,
            String gateway,
            String terminal,
            String reference,
            Long order,
            long banks,
            UUID attempt,
            String state,
            String held,
            Long ours,
            Facets facets,
            boolean twice) {

        static Row of(ResultSet row) throws SQLException {
            String gateway = row.getString("gateway");
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getObject("file", UUID.class),
                    gateway,
                    row.getString("terminal"),
                    row.getString("reference"),
                    row.getObject("order_number", Long.class),
                    row.getLong("amount"),
                    row.getObject("attempt", UUID.class),
                    row.getString("state"),
                    row.getString("held_reference"),
                    row.getObject("ours", Long.class),
                    new Facets(
                            gateway,
                            row.getString("service"),
                            row.getObject("district", Integer.class),
                            row.getString("office")),
                    row.getBoolean("twice"));
        }

        boolean kept() {
            return "SETTLED".equals(state) || "DOUBLE".equals(state);
        }

        /** {@code null} if there is nothing to say. */
        String kind() {
            if (twice) {
                return "twice";
            }
            if (attempt == null) {
                return "unknown-sale";
            }
            if (!kept()) {
                return "bank-only";
            }
            if (!reference.replaceFirst("^0+", "").equals(held.replaceFirst("^0+", ""))) {
                return "other-sale";
            }
            return ours == banks ? null : "amount";
        }

        /** What of the bank's money no entry of ours stands for. */
        long unbooked(String kind) {
            return switch (kind) {
                case "twice" -> 0;
                case "amount" -> banks - ours;
                default -> banks;
            };
        }
    }

    /** Looks at what can be looked at now. @return how many lines */
    static int run(Handle sql, Instant now) {
        LateSales.sweep(sql, now);
        List<Row> rows =
                sql.createQuery(ENDED).map((row, context) -> Row.of(row)).list();
        for (Row row : rows) {
            String kind = row.kind();
            sql.execute(
                    "update payments.settlement_line set state = ? where id = ?",
                    kind == null ? "matched" : "different",
                    row.line());
            if (kind != null) {
                differ(sql, row, kind, now);
            }
        }
        return rows.size();
    }

    private static void differ(Handle sql, Row row, String kind, Instant now) {
        UUID id = Ids.next();
        sql.createUpdate("insert into payments.settlement_difference (id, kind, file, line, attempt, gateway, terminal,"
                        + " reference, order_number, ours, banks, found) values (:id, :kind, :file, :line, :attempt::uuid,"
                        + " :gateway, :terminal, :reference, :order::bigint, :ours::bigint, :banks, :now)")
                .bind("id", id)
                .bind("kind", kind)
                .bind("file", row.file())
                .bind("line", row.line())
                .bind("attempt", row.attempt())
                .bind("gateway", row.gateway())
                .bind("terminal", row.terminal())
                .bind("reference", row.reference())
                .bind("order", row.order())
                .bind("ours", row.kept() ? row.ours() : null)
                .bind("banks", row.banks())
                .bind("now", now)
                .execute();
        long unbooked = row.unbooked(kind);
        if (unbooked != 0) {
            Ledger.book(
                    sql,
                    Ledger.FOUND,
                    id,
                    now,
                    row.facets(),
                    List.of(
                            new Posting(Ledger.bank(row.gateway(), row.terminal()), unbooked),
                            new Posting("unexplained:" + row.gateway(), -unbooked)));
        }
    }

    /** What we have on days that the bank's files cover and that is in none of them; and what has turned up with this file. */
    static void missing(Handle sql, UUID file, String gateway, Instant now) {
        sql.createUpdate(FOUND_AFTER_ALL).bind("file", file).bind("now", now).execute();
        sql.createUpdate(MISSING)
                .bind("file", file)
                .bind("gateway", gateway)
                .bind("now", now)
                .execute();
    }
}
