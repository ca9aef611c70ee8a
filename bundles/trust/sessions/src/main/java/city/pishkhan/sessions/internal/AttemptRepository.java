package city.pishkhan.sessions.internal;

import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counters of attempts in the database. Each decision is one statement that calls a function of the database schema.
 */
final class AttemptRepository {
    private static final String TOTAL = "total ";

    private final Tx tx;
    private final Supplier<Instant> clock;

    /** @param clock returns {@code null} to use the database's clock */
    AttemptRepository(Tx tx, Supplier<Instant> clock) {
        this.tx = tx;
        this.clock = clock;
    }

    /** A counter of an attempt, see {@link city.pishkhan.api.security.AttemptLimiter.Limit}. @param id keyed digest */
    record Counter(String id, int most, int strict, Duration period, boolean growing, boolean cleared) {}

    /** A kind of attempts, with the maximum number of its attempts within a time window. */
    record Total(String kind, int most, Duration window) {}

    /**
     * Result of a reservation.
     *
     * @param delay time to wait; zero if the attempt is counted
     * @param raised {@code true} if this attempt raised the alarm of its kind
     * @param untils new end of the delay of each counter, in microseconds; empty if the attempt is not counted
     * @param befores previous end of the delay of each counter, in microseconds
     */
    record Reserved(Duration delay, boolean raised, List<Long> untils, List<Long> befores) {}

    record Alarm(String kind, Instant since) {}

    Reserved reserve(List<Counter> counters, Total total, boolean anyway) {
        return tx.single(sql -> sql.createQuery(
                        "select blocked, moment, alarm, untils, befores from sessions.reserve_attempt(:ids, :mosts, :stricts,"
                                + " :seconds, :growings, :kind, :most, :window, :anyway, :given)")
                .bindArray("ids", String.class, ids(counters))
                .bindArray("mosts", Integer.class, map(counters, Counter::most))
                .bindArray("stricts", Integer.class, map(counters, Counter::strict))
                .bindArray(
                        "seconds",
                        Integer.class,
                        map(counters, c -> Math.toIntExact(c.period().toSeconds())))
                .bindArray("growings", Boolean.class, map(counters, Counter::growing))
                .bind("kind", total.kind())
                .bind("most", total.most())
                .bind("window", Math.toIntExact(total.window().toSeconds()))
                .bind("anyway", anyway)
                .bind("given", givenTime())
                .map((row, context) -> reserved(row))
                .one());
    }

    private static Reserved reserved(ResultSet row) throws SQLException {
        OffsetDateTime blocked = row.getObject("blocked", OffsetDateTime.class);
        if (blocked != null) {
            return new Reserved(
                    Duration.between(row.getObject("moment", OffsetDateTime.class), blocked),
                    false,
                    List.of(),
                    List.of());
        }
        return new Reserved(Duration.ZERO, row.getBoolean("alarm"), micros(row, "untils"), micros(row, "befores"));
    }

    private static List<Long> micros(ResultSet row, String column) throws SQLException {
        return List.of((Long[]) row.getArray(column).getArray());
    }

    void release(List<Counter> counters, Reserved reserved, Total total) {
        tx.single(
                sql -> sql.createQuery("select sessions.release_attempt(:ids, :growings, :cleareds, :untils, :befores,"
                                + " :kind, :most, :given)::text")
                        .bindArray("ids", String.class, ids(counters))
                        .bindArray("growings", Boolean.class, map(counters, Counter::growing))
                        .bindArray("cleareds", Boolean.class, map(counters, Counter::cleared))
                        .bindArray("untils", Long.class, reserved.untils())
                        .bindArray("befores", Long.class, reserved.befores())
                        .bind("kind", total.kind())
                        .bind("most", total.most())
                        .bind("given", givenTime())
                        .mapTo(String.class)
                        .one());
    }

    /** @param counts number of attempts for each counter; the last number is also added to the total of the kind */
    void settle(List<Counter> counters, int[] counts, Total total) {
        tx.single(sql -> sql.createQuery("select sessions.settle_attempt(:ids, :counts, :kind)::text")
                .bindArray("ids", String.class, ids(counters))
                .bindArray("counts", Integer.class, IntStream.of(counts).boxed().toList())
                .bind("kind", total.kind())
                .mapTo(String.class)
                .one());
    }

    List<Alarm> alarms() {
        return tx.single(sql -> sql.createQuery("select kind, raised from sessions.attempt"
                        + " where id = any(:totals) and until > coalesce(:given, now()) order by kind")
                .bindArray("totals", String.class, totals())
                .bind("given", givenTime())
                .map((row, context) -> new Alarm(
                        row.getString("kind"),
                        row.getObject("raised", OffsetDateTime.class).toInstant()))
                .list());
    }

    boolean isAlarmed(String kind) {
        return tx.single(sql -> sql.createQuery("select exists (select from sessions.attempt"
                        + " where id = :total and until > coalesce(:given, now()))")
                .bind("total", TOTAL + kind)
                .bind("given", givenTime())
                .mapTo(Boolean.class)
                .one());
    }

    /** Deletes expired counters; counters that an attempt has locked are skipped until the next run. */
    void expire() {
        tx.single(sql -> sql.createUpdate("delete from sessions.attempt where id in (select id from sessions.attempt"
                        + " where expires < now() - interval '1 hour' and until < now() for update skip locked)")
                .execute());
    }

    private static List<String> totals() {
        return Stream.of(AttemptLimiter.Kind.values()).map(kind -> TOTAL + kind).toList();
    }

    private static List<String> ids(List<Counter> counters) {
        return map(counters, Counter::id);
    }

    private static <T> List<T> map(List<Counter> counters, Function<Counter, T> value) {
        return counters.stream().map(value).toList();
    }

    private @Nullable OffsetDateTime givenTime() {
        Instant given = clock.get();
        return given == null ? null : given.atOffset(ZoneOffset.UTC);
    }
}
