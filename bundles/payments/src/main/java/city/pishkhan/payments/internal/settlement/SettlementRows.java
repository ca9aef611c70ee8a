package city.pishkhan.payments.internal.settlement;

import city.pishkhan.api.Settlements.Difference;
import city.pishkhan.api.Settlements.File;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.settlement.SettlementCsv.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables {@code payments.settlement_file}, {@code settlement_line} and {@code settlement_difference}. */
final class SettlementRows {
    private static final String DIFFERENCES =
            "select d.*, f.name as file_name, coalesce(l.line, 0) as line_number from payments.settlement_difference d"
                    + " join payments.settlement_file f on f.id = d.file"
                    + " left join payments.settlement_line l on l.id = d.line";

    private static final String FILES =
            "select f.id, f.gateway, f.name, f.taken, f.lines, f.total, c.matched, c.different, c.pending"
                    + " from payments.settlement_file f cross join lateral (select"
                    + " count(*) filter (where l.state = 'matched') as matched,"
                    + " count(*) filter (where l.state = 'different') as different,"
                    + " count(*) filter (where l.state = 'open') as pending"
                    + " from payments.settlement_line l where l.file = f.id) c"
                    + " where :below::uuid is null or f.id < :below::uuid order by f.id desc limit :limit";

    private SettlementRows() {}

    /** One content of one gateway. */
    record NewFile(UUID id, String hash, String gateway, String name, Instant taken, int lines, long total) {}

    /** @return whether nobody took it before */
    static boolean put(Handle sql, NewFile file) {
        return sql.createUpdate(
                                "insert into payments.settlement_file (id, hash, gateway, name, taken, lines, total)"
                                        + " values (:id, :hash, :gateway, :name, :taken, :lines, :total) on conflict (hash) do nothing")
                        .bind("id", file.id())
                        .bind("hash", file.hash())
                        .bind("gateway", file.gateway())
                        .bind("name", file.name())
                        .bind("taken", file.taken())
                        .bind("lines", file.lines())
                        .bind("total", file.total())
                        .execute()
                == 1;
    }

    static void put(Handle sql, NewFile file, List<Line> lines) {
        PreparedBatch batch =
                sql.prepareBatch("insert into payments.settlement_line (id, file, line, gateway, terminal,"
                        + " reference, order_number, amount, day, state) values (:id, :file, :line, :gateway, :terminal,"
                        + " :reference, :order::bigint, :amount, :day, 'open')");
        for (Line line : lines) {
            batch.bind("id", Ids.next())
                    .bind("file", file.id())
                    .bind("line", line.number())
                    .bind("gateway", file.gateway())
                    .bind("terminal", line.terminal())
                    .bind("reference", line.reference())
                    .bind("order", line.order())
                    .bind("amount", line.amount())
                    .bind("day", line.day())
                    .add();
        }
        batch.execute();
    }

    /** A bank's file lists its card readers too: the terminals of other gateways, which are known by their numbers. */
    static void place(Handle sql, UUID file) {
        sql.execute(
                "update payments.settlement_line l set gateway = m.gateway from (select terminal, min(gateway) as gateway"
                        + " from payments.merchant group by terminal having count(distinct gateway) = 1) m"
                        + " where l.file = ? and m.terminal = l.terminal and m.gateway <> l.gateway",
                file);
    }

    /** Finds our attempt of each line: that whose sale it is, or else was to be. */
    static void match(Handle sql, UUID file) {
        sql.execute(
                "update payments.settlement_line l set attempt = a.id from payments.attempt a where l.file = ?"
                        + " and a.gateway = l.gateway and a.terminal = l.terminal"
                        + " and a.reference in (l.reference, ltrim(l.reference, '0'))",
                file);
        sql.execute(
                "update payments.settlement_line l set attempt = a.id from payments.attempt a where l.file = ?"
                        + " and l.attempt is null and a.order_number = l.order_number"
                        + " and a.gateway = l.gateway and a.terminal = l.terminal",
                file);
    }

    /** Attempts that a line, or the want of one, may bring on. */
    static List<UUID> touched(Handle sql, UUID file) {
        return sql.createQuery("select a.id from payments.attempt a where a.next_at is not null and a.id in"
                        + " (select attempt from payments.settlement_line where file = :file)"
                        + " union select a.id from payments.attempt a join payments.settlement_line l on l.file = :file"
                        + " and l.gateway = a.gateway and l.terminal = a.terminal"
                        + " where a.state = 'UNKNOWN' and a.held is not null")
                .bind("file", file)
                .mapTo(UUID.class)
                .list();
    }

    /** The newest first. */
    static List<File> files(Handle sql, UUID below, int limit) {
        return sql.createQuery(FILES)
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> new File(
                        row.getObject("id", UUID.class),
                        row.getString("gateway"),
                        row.getString("name"),
                        row.getObject("taken", OffsetDateTime.class).toInstant(),
                        row.getInt("lines"),
                        row.getLong("total"),
                        row.getInt("matched"),
                        row.getInt("different"),
                        row.getInt("pending")))
                .list();
    }

    /** The newest first. */
    static List<Difference> differences(Handle sql, boolean open, UUID below, int limit) {
        return sql.createQuery(DIFFERENCES + " where (not :open or d.explained is null)"
                        + " and (:below::uuid is null or d.id < :below::uuid) order by d.id desc limit :limit")
                .bind("open", open)
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> difference(row))
                .list();
    }

    static Optional<Difference> difference(Handle sql, UUID id) {
        return sql.createQuery(DIFFERENCES + " where d.id = :id")
                .bind("id", id)
                .map((row, context) -> difference(row))
                .findOne();
    }

    static long open(Handle sql) {
        return sql.createQuery("select count(*) from payments.settlement_difference where explained is null")
                .mapTo(Long.class)
                .one();
    }

    /** @return whether it was open */
    static boolean explain(Handle sql, UUID id, String by, String explanation, Instant now) {
        return sql.createUpdate("update payments.settlement_difference set explained = :now, explained_by = :by,"
                                + " explanation = :explanation where id = :id and explained is null")
                        .bind("id", id)
                        .bind("by", by)
                        .bind("explanation", explanation)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    private static Difference difference(ResultSet row) throws SQLException {
        return new Difference(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("gateway"),
                row.getString("terminal"),
                row.getString("reference"),
                row.getObject("order_number", Long.class),
                row.getObject("ours", Long.class),
                row.getObject("banks", Long.class),
                row.getString("file_name"),
                row.getInt("line_number"),
                row.getObject("found", OffsetDateTime.class).toInstant(),
                row.getString("explanation"),
                row.getString("explained_by"));
    }
}
