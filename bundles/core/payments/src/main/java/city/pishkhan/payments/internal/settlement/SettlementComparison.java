package city.pishkhan.payments.internal.settlement;

import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Facets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Compares the bank's lines with attempts that have ended. Money that the bank has and we have not recorded is booked as
 * unexplained.
 */
final class SettlementComparison {
    private static final int BATCH = 1_000;
    /** our sales of this number of days before the last listed day are compared with the files */
    private static final int COVERED = 90;

    // A line may name another order than the attempt that the hub regards as paid by its sale. Such a line waits until
    // that attempt releases the sale. It does not wait if the bank named that attempt's order earlier.
    static final String ENDED =
            """
                    select l.id, l.file, l.gateway, l.terminal, l.reference, l.order_number, l.amount, l.taken_back,
                    l.attempt, a.state, a.reference as held_reference, coalesce(a.received, a.amount) as ours,
                    b.service, b.district, b.office, h.id as holder, exists (select from payments.settlement_line o
                    where o.gateway = l.gateway and o.terminal = l.terminal and o.reference = l.reference and
                    o.taken_back = l.taken_back and o.state <> 'withdrawn' and o.id < l.id) as twice, l.taken_back and
                    exists (select from payments.settlement_line o join payments.settlement_difference d on d.line =
                    o.id and d.kind in ('unknown-sale', 'bank-only') where o.gateway = l.gateway and o.terminal =
                    l.terminal and o.reference = l.reference and o.state = 'different') as found from
                    payments.settlement_line l left join payments.attempt a on a.id = l.attempt left join
                    payments.bill b on b.id = a.bill left join lateral (select h.id, h.state, h.order_named from
                    payments.attempt h where h.gateway = l.gateway and h.terminal = l.terminal and h.reference in
                    (l.reference, ltrim(l.reference, '0')) and h.order_number <> l.order_number and not h.counter and
                    not l.taken_back and h.state <> 'REVERSED' limit 1) h on true where l.state = 'open' and (a.id is
                    null or a.state in ('SETTLED', 'DOUBLE', 'REVERSED', 'FAILED')) and (h.id is null or h.order_named
                    and h.state in ('SETTLED', 'DOUBLE')) order by l.id
                    limit %s
                    for update of l skip locked"""
                    .formatted(BATCH);
    // The second listed day is the first compared day, because the first listed day may be incomplete. The last
    // compared day is two days before the last listed day, because a bank lists a sale by the next day. Earlier sales
    // were compared with earlier files.
    private static final String MISSING =
            """
                    insert into payments.settlement_difference (id, kind, file, attempt, gateway, terminal, reference,
                    order_number, our_amount, found) select gen_random_uuid(), 'ours-only', :file, a.id, a.gateway,
                    a.terminal, a.reference, a.order_number, coalesce(a.received, a.amount), :now from (select
                    distinct gateway, terminal from payments.merchant) m cross join lateral (select (select min(day)
                    from payments.settlement_line where gateway = m.gateway and terminal = m.terminal and state <>
                    'withdrawn') as first, (select max(day) from payments.settlement_line where gateway = m.gateway
                    and terminal = m.terminal and state <> 'withdrawn') as last) c join payments.attempt a on
                    a.gateway = m.gateway and a.terminal = m.terminal and a.state in ('SETTLED', 'DOUBLE') and
                    a.settled >= ((greatest(c.first + 1, c.last - %s))::timestamp at time zone 'Asia/Tehran') and a.settled < ((c.last - 1)::timestamp at time zone
                    'Asia/Tehran') where (m.gateway = :gateway or exists (select from payments.settlement_line
                    where file = :file and gateway = m.gateway)) and not exists (select from
                    payments.settlement_line l where l.attempt = a.id and not l.taken_back) and not exists (select
                    from payments.settlement_line l where l.gateway = a.gateway and l.terminal = a.terminal and
                    l.reference in (a.reference, ltrim(a.reference, '0')) and not l.taken_back and l.state <>
                    'withdrawn') on conflict do nothing"""
                    .formatted(COVERED);
    private static final String FOUND_AFTER_ALL =
            "update payments.settlement_difference d set explained = :now, explained_by = 'hub', explanation = f.name"
                    + " from payments.settlement_line l join payments.settlement_file f on f.id = l.file where l.file ="
                    + " :file and not l.taken_back and d.kind = 'ours-only' and d.attempt = l.attempt and d.explained is"
                    + " null";

    private SettlementComparison() {}

    private record Sale(String gateway, String terminal, String reference) {}

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
            boolean takenBack,
            UUID holder,
            boolean twice,
            boolean found) {

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
                    row.getBoolean("taken_back"),
                    row.getObject("holder", UUID.class),
                    row.getBoolean("twice"),
                    row.getBoolean("found"));
        }

        Sale sale() {
            return new Sale(gateway, terminal, reference);
        }

        /**
         * Returns a copy of this taken-back line with {@code found} set: its sale has no attempt, and the line of the
         * sale is in the same batch.
         */
        Row withSaleInBatch() {
            return new Row(
                    line, file, gateway, terminal, reference, order, banks, attempt, state, held, ours, facets,
                    takenBack, holder, twice, true);
        }

        /** Returns {@code true} if the line is a sale for which we have no settled attempt. */
        boolean isUnmatched() {
            return "unknown-sale".equals(kind()) || "bank-only".equals(kind());
        }

        boolean isMoneyKept() {
            return "SETTLED".equals(state) || "DOUBLE".equals(state);
        }

        /** Returns the kind of difference, or {@code null} if the line agrees with our records. */
        @Nullable
        String kind() {
            if (twice) {
                return "twice";
            }
            if (takenBack) {
                // if our attempt was reversed too and the sale was never booked, both sides agree
                return isMoneyKept() || found || attempt == null ? "taken-back" : null;
            }
            if (holder != null) {
                return "other-order";
            }
            if (attempt == null) {
                return "unknown-sale";
            }
            if (!isMoneyKept()) {
                return "bank-only";
            }
            if (!reference.replaceFirst("^0+", "").equals(held.replaceFirst("^0+", ""))) {
                return "other-sale";
            }
            return ours == banks ? null : "amount";
        }

        /** Returns the amount in rial by which the bank's account exceeds our bookings because of this line; may be negative. */
        long unbooked(@Nullable String kind) {
            if (kind == null) {
                return 0;
            }
            return switch (kind) {
                case "twice", "other-order" -> 0;
                case "taken-back" -> isMoneyKept() || found ? -banks : 0;
                case "amount" -> banks - ours;
                default -> banks;
            };
        }
    }

    /**
     * Compares up to 1,000 open lines whose attempts have ended.
     *
     * @return the number of lines compared
     */
    static int run(Handle sql, Instant now) {
        LateSaleMatching.sweep(sql, now);
        List<Row> rows = markPairs(
                sql.createQuery(ENDED).map((row, context) -> Row.of(row)).list());
        if (rows.isEmpty()) {
            return 0;
        }
        List<Row> different = rows.stream().filter(row -> row.kind() != null).toList();
        mark(sql, "matched", rows.stream().filter(row -> row.kind() == null).toList());
        mark(sql, "different", different);
        recordDifferences(sql, different, now);
        return rows.size();
    }

    /** Marks taken-back lines whose sale is in the same batch and has no attempt: both are booked together. */
    private static List<Row> markPairs(List<Row> rows) {
        Set<Sale> unbooked =
                rows.stream().filter(Row::isUnmatched).map(Row::sale).collect(Collectors.toSet());
        return rows.stream()
                .map(row -> row.takenBack() && unbooked.contains(row.sale()) ? row.withSaleInBatch() : row)
                .toList();
    }

    private static void mark(Handle sql, String state, List<Row> rows) {
        if (!rows.isEmpty()) {
            sql.createUpdate("update payments.settlement_line set state = :state where id = any(:lines)")
                    .bind("state", state)
                    .bindArray("lines", UUID.class, columnValues(rows, Row::line))
                    .execute();
        }
    }

    private static List<Object> columnValues(List<Row> rows, Function<Row, Object> value) {
        return Arrays.asList(rows.stream().map(value).toArray());
    }

    private static void recordDifferences(Handle sql, List<Row> rows, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        List<UUID> ids = rows.stream().map(row -> Ids.next()).toList();
        sql.createUpdate("insert into payments.settlement_difference (id, kind, file, line, attempt, gateway,"
                        + " terminal, reference, order_number, our_amount, bank_amount, found) select n.*, :now from unnest(:ids, :kinds,"
                        + " :files, :lines, :attempts, :gateways, :terminals, :references, :orders, :ours, :banks) n")
                .bindArray("ids", UUID.class, ids)
                .bindArray("kinds", String.class, columnValues(rows, Row::kind))
                .bindArray("files", UUID.class, columnValues(rows, Row::file))
                .bindArray("lines", UUID.class, columnValues(rows, Row::line))
                .bindArray(
                        "attempts",
                        UUID.class,
                        columnValues(rows, row -> row.holder() == null ? row.attempt() : row.holder()))
                .bindArray("gateways", String.class, columnValues(rows, Row::gateway))
                .bindArray("terminals", String.class, columnValues(rows, Row::terminal))
                .bindArray("references", String.class, columnValues(rows, Row::reference))
                .bindArray("orders", Long.class, columnValues(rows, Row::order))
                .bindArray("ours", Long.class, columnValues(rows, row -> row.isMoneyKept() ? row.ours() : null))
                .bindArray("banks", Long.class, columnValues(rows, Row::banks))
                .bind("now", now)
                .execute();
        List<DoubleEntryLedger.UnexplainedAmount> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            long unbooked = row.unbooked(row.kind());
            if (unbooked != 0) {
                found.add(new DoubleEntryLedger.UnexplainedAmount(ids.get(i), row.terminal(), row.facets(), unbooked));
            }
        }
        DoubleEntryLedger.bookDifferences(sql, now, found);
    }

    /**
     * Records our sales on the days covered by the bank's files that no file lists. Closes earlier differences of this
     * kind for sales that the new file lists.
     */
    static void recordMissing(Handle sql, UUID file, String gateway, Instant now) {
        sql.createUpdate(FOUND_AFTER_ALL).bind("file", file).bind("now", now).execute();
        sql.createUpdate(MISSING)
                .bind("file", file)
                .bind("gateway", gateway)
                .bind("now", now)
                .execute();
    }
}
