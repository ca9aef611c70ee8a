package city.pishkhan.payments.internal.settlement;

import city.pishkhan.api.money.Settlements.Difference;
import city.pishkhan.api.money.Settlements.File;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.settlement.SettlementCsv.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The tables {@code payments.settlement_file}, {@code settlement_line} and {@code settlement_difference}. */
final class SettlementRepository {
    private static final String DIFFERENCES =
            "select d.*, f.name as file_name, coalesce(l.line, 0) as line_number from payments.settlement_difference d"
                    + " join payments.settlement_file f on f.id = d.file"
                    + " left join payments.settlement_line l on l.id = d.line";

    private static final String FILES =
            "select f.id, f.gateway, f.name, f.imported_at, f.lines, f.total, f.state, c.matched, c.different, c.pending"
                    + " from payments.settlement_file f cross join lateral (select"
                    + " count(*) filter (where l.state = 'matched') as matched,"
                    + " count(*) filter (where l.state = 'different') as different,"
                    + " count(*) filter (where l.state = 'open') as pending"
                    + " from payments.settlement_line l where l.file = f.id) c";
    private static final String TERMINALS =
            "select distinct m.gateway, m.terminal from payments.merchant m join payments.merchant_decision d"
                    + " on d.fingerprint = m.fingerprint and d.state = 'approved'";
    private static final String PART = "l.file = :file and l.line > :from and l.line <= :to";

    private static final String AGAIN =
            """
            with again as (update payments.settlement_line o set state = 'open', attempt =
            coalesce(o.attempt, l.attempt) from payments.settlement_line l where %s
            and o.gateway = l.gateway and o.terminal = l.terminal and o.reference = l.reference and
            o.taken_back = l.taken_back and o.file <> l.file and o.state = 'different' and exists (select
            from payments.settlement_difference d where d.line = o.id and d.kind = 'twice') and not exists
            (select from payments.settlement_line e where e.gateway = o.gateway and e.terminal = o.terminal
            and e.reference = o.reference and e.taken_back = o.taken_back and e.state <> 'withdrawn' and
            e.file <> :file and e.id < o.id) returning o.id) delete from payments.settlement_difference d
            using again where d.line = again.id"""
                    .formatted(PART);

    private static final String TOUCHED =
            """
            select a.id from payments.settlement_line l join payments.attempt a on a.id = l.attempt where %s
            and (a.next_at is not null or a.contested or a.state = 'REVERSING') union select h.id from
            payments.settlement_line l join payments.attempt h on h.gateway = l.gateway
            and h.terminal = l.terminal and h.reference in (l.reference,
            ltrim(l.reference, '0')) where %s
            and h.order_number <> l.order_number and not h.order_named and not h.counter
            and h.state <> 'REVERSED' and not l.taken_back"""
                    .formatted(PART, PART);

    private SettlementRepository() {}

    /** A file to be imported. Its hash identifies the gateway and the content. */
    record NewFile(UUID id, String hash, String gateway, String name, Instant taken, int lines, long total) {}

    /** Import progress of a file; {@code done} is the number of lines imported. */
    record Progress(UUID id, String state, int done) {}

    /** A merchant account that the treasury has approved at some time. */
    record Terminal(String gateway, String number) {}

    /** @return {@code true} if the file was added; {@code false} if it was already recorded */
    static boolean insertFile(Handle sql, NewFile file) {
        return sql.createUpdate(
                                "insert into payments.settlement_file (id, hash, gateway, name, imported_at, lines, total,"
                                        + " state) values (:id, :hash, :gateway, :name, :taken, :lines, :total, 'taking')"
                                        + " on conflict (hash) do nothing")
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

    /**
     * Locks out other imports and withdrawals until the transaction ends, because two files may list the same sale, which is booked
     * once.
     */
    static void lockImports(Handle sql) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('payments.settlement', 0))");
    }

    /** Locks a file and returns its progress. */
    static Progress lock(Handle sql, String hash) {
        return sql.createQuery("select id, state, done from payments.settlement_file where hash = :hash for update")
                .bind("hash", hash)
                .map((row, context) ->
                        new Progress(row.getObject("id", UUID.class), row.getString("state"), row.getInt("done")))
                .one();
    }

    static void lock(Handle sql, UUID file) {
        sql.createQuery("select id from payments.settlement_file where id = :id for update")
                .bind("id", file)
                .mapTo(UUID.class)
                .findOne();
    }

    /**
     * A file that is being withdrawn.
     *
     * @param done number of the last line that has been withdrawn
     */
    record PendingWithdrawal(UUID file, int done, String by, String reason) {}

    static void withdrawing(Handle sql, UUID file, String by, String reason) {
        sql.createUpdate("update payments.settlement_file set state = 'withdrawing', done = 0, withdrawn_by = :by,"
                        + " withdrawn_reason = :reason where id = :file")
                .bind("file", file)
                .bind("by", by)
                .bind("reason", reason)
                .execute();
    }

    /** Locks and returns a file to be withdrawn that no other node is processing. */
    static Optional<PendingWithdrawal> withdrawing(Handle sql) {
        return sql.createQuery("select id, done, withdrawn_by, withdrawn_reason from payments.settlement_file"
                        + " where state = 'withdrawing' order by id limit 1 for update skip locked")
                .map((row, context) -> new PendingWithdrawal(
                        row.getObject(1, UUID.class), row.getInt(2), row.getString(3), row.getString(4)))
                .findOne();
    }

    /** Returns the differences of the lines from {@code from} (exclusive) to {@code to} (inclusive). */
    static UUID[] findDifferences(Handle sql, UUID file, int from, int to) {
        return sql.createQuery("select d.id from payments.settlement_line l join payments.settlement_difference d"
                        + " on d.line = l.id where " + PART)
                .bind("file", file)
                .bind("from", from)
                .bind("to", to)
                .mapTo(UUID.class)
                .list()
                .toArray(UUID[]::new);
    }

    /**
     * Reopens lines of other files that were recorded as duplicates of this file's lines {@code from} (exclusive) to
     * {@code to} (inclusive).
     */
    static void reopenDuplicates(Handle sql, UUID file, int from, int to) {
        sql.createUpdate(AGAIN)
                .bind("file", file)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    /** Marks the file's lines {@code from} (exclusive) to {@code to} (inclusive) as withdrawn. */
    static void markWithdrawn(Handle sql, UUID file, int from, int to) {
        sql.createUpdate("update payments.settlement_line l set state = 'withdrawn', attempt = null where " + PART)
                .bind("file", file)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    static void markWithdrawn(Handle sql, UUID difference) {
        sql.execute(
                "update payments.settlement_line set state = 'withdrawn', attempt = null"
                        + " where id = (select line from payments.settlement_difference where id = ?)",
                difference);
    }

    static boolean hasLinesAfter(Handle sql, UUID file, int line) {
        return sql.createQuery(
                        "select exists (select from payments.settlement_line where file = :file and line > :line)")
                .bind("file", file)
                .bind("line", line)
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns {@code true} if the ledger has a balance for the difference. */
    static boolean isBooked(Handle sql, UUID difference) {
        return sql.createQuery(
                        "select exists (select from payments.ledger_entry e join payments.posting p on p.entry = e.id"
                                + " where e.subject = :id and e.kind in ('found', 'correction', 'reversal') group by"
                                + " p.account having sum(p.amount) <> 0)")
                .bind("id", difference)
                .mapTo(Boolean.class)
                .one();
    }

    static void setProgress(Handle sql, UUID file, String state, int done) {
        sql.execute("update payments.settlement_file set state = ?, done = ? where id = ?", state, done, file);
    }

    static Set<Terminal> terminals(Handle sql) {
        return sql
                .createQuery(TERMINALS)
                .map((row, context) -> new Terminal(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** Returns the latest day, in Tehran, of a sale whose time the bank has reported. */
    static Optional<LocalDate> lastReportedSaleDay(Handle sql, String gateway) {
        return sql.createQuery("select (max(paid_at) at time zone 'Asia/Tehran')::date from payments.attempt"
                        + " where gateway = :gateway and paid_at is not null")
                .bind("gateway", gateway)
                .mapTo(LocalDate.class)
                .findOne();
    }

    /** Inserts lines in one statement; existing lines are unchanged. */
    static void insertLines(Handle sql, UUID file, String gateway, List<Line> lines) {
        sql.createUpdate("insert into payments.settlement_line (id, file, line, gateway, terminal, reference,"
                        + " order_number, amount, day, taken_back, state) select n.id, :file, n.line, :gateway,"
                        + " n.terminal, n.reference, n.order_number, n.amount, n.day::date, n.back = 'back',"
                        + " 'open' from unnest(:ids, :lines, :terminals, :references, :orders, :amounts, :days,"
                        + " :backs) n (id, line, terminal, reference, order_number, amount, day, back) on conflict"
                        + " (file, line) do nothing")
                .bind("file", file)
                .bind("gateway", gateway)
                .bindArray("ids", UUID.class, columnValues(lines, line -> Ids.next()))
                .bindArray("lines", Long.class, columnValues(lines, line -> (long) line.number()))
                .bindArray("terminals", String.class, columnValues(lines, Line::terminal))
                .bindArray("references", String.class, columnValues(lines, Line::reference))
                .bindArray("orders", Long.class, columnValues(lines, Line::order))
                .bindArray("amounts", Long.class, columnValues(lines, Line::amount))
                .bindArray("days", String.class, columnValues(lines, line -> line.day()
                        .toString()))
                .bindArray("backs", String.class, columnValues(lines, line -> line.takenBack() ? "back" : ""))
                .execute();
    }

    /**
     * Updates the query planner's statistics of the settlement lines. Autovacuum may not have analyzed it before a
     * city's first file is imported. Without statistics the planner reads all lines of a terminal for each line of the
     * file.
     */
    static void analyze(Handle sql) {
        sql.execute("analyze payments.settlement_line");
    }

    static List<Object> columnValues(List<Line> lines, Function<Line, Object> value) {
        // may contain null, which List.copyOf and List.of reject
        return Arrays.asList(lines.stream().map(value).toArray());
    }

    /**
     * Assigns each line of a settlement file to a gateway, and finds the line's payment attempt: by its order number, otherwise by its
     * reference. A bank's file also lists payments at the bank's card readers, which are gateways of their own. A terminal number that
     * only one gateway has identifies the gateway of such a line. References are also compared without leading zeros, because slips
     * and files may differ in them.
     */
    static void match(Handle sql, UUID file, int from, int to) {
        sql.createUpdate("update payments.settlement_line l set gateway = m.gateway from (select terminal,"
                        + " min(gateway) as gateway from (" + TERMINALS + ") t group by terminal"
                        + " having count(distinct gateway) = 1) m where " + PART
                        + " and m.terminal = l.terminal and m.gateway <> l.gateway")
                .bind("file", file)
                .bind("from", from)
                .bind("to", to)
                .execute();
        sql.createUpdate("update payments.settlement_line l set attempt = coalesce((select a.id from payments.attempt"
                        + " a where a.order_number = l.order_number and a.gateway = l.gateway and a.terminal = l.terminal),"
                        + " (select a.id from payments.attempt a where a.gateway = l.gateway and a.terminal = l.terminal and"
                        + " a.reference in (l.reference, ltrim(l.reference, '0')) limit 1), (select a.id from payments.attempt a"
                        + " where a.gateway = l.gateway and a.terminal = l.terminal and a.reference like '0%' and"
                        + " ltrim(a.reference, '0') = ltrim(l.reference, '0') limit 1)) where " + PART)
                .bind("file", file)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    /**
     * Returns attempts that the file's lines may advance, and attempts whose sale the lines now assign to another order
     * number.
     */
    static List<UUID> findAffectedAttempts(Handle sql, UUID file, int from, int to) {
        return sql.createQuery(TOUCHED)
                .bind("file", file)
                .bind("from", from)
                .bind("to", to)
                .mapTo(UUID.class)
                .list();
    }

    /** Makes attempts due, so that the sweep finds them if their wake-ups are lost. */
    static void makeDue(Handle sql, List<UUID> attempts, Instant now) {
        if (!attempts.isEmpty()) {
            sql.createUpdate("update payments.attempt set next_at = :now where id = any(:ids) and next_at is null")
                    .bind("now", now)
                    .bindArray("ids", UUID.class, attempts)
                    .execute();
        }
    }

    /**
     * Returns the attempts on hold with an unknown outcome at the terminals in the file. They are re-evaluated after the import,
     * because a sale that the file does not list was not settled.
     */
    static List<UUID> findHeldAttempts(Handle sql, UUID file) {
        return sql.createQuery("select a.id from payments.attempt a where a.state = 'UNKNOWN' and a.held is not null"
                        + " and exists (select from payments.settlement_line l where l.file = :file"
                        + " and l.gateway = a.gateway and l.terminal = a.terminal)")
                .bind("file", file)
                .mapTo(UUID.class)
                .list();
    }

    static Optional<File> file(Handle sql, UUID id) {
        return sql.createQuery(FILES + " where f.id = :id")
                .bind("id", id)
                .map((row, context) -> file(row))
                .findOne();
    }

    /** Returns files, the newest first. */
    static List<File> files(Handle sql, UUID below, int limit) {
        return sql.createQuery(
                        FILES + " where :below::uuid is null or f.id < :below::uuid order by f.id desc limit :limit")
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> file(row))
                .list();
    }

    private static File file(ResultSet row) throws SQLException {
        return new File(
                row.getObject("id", UUID.class),
                row.getString("gateway"),
                row.getString("name"),
                row.getObject("imported_at", OffsetDateTime.class).toInstant(),
                row.getInt("lines"),
                row.getLong("total"),
                row.getInt("matched"),
                row.getInt("different"),
                row.getInt("pending"),
                row.getString("state"));
    }

    /** Returns differences, the newest first. */
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

    /** @return {@code true} if the difference was open and is now explained */
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
                row.getObject("our_amount", Long.class),
                row.getObject("bank_amount", Long.class),
                row.getString("file_name"),
                row.getInt("line_number"),
                row.getObject("found", OffsetDateTime.class).toInstant(),
                row.getString("explanation"),
                row.getString("explained_by"));
    }
}
