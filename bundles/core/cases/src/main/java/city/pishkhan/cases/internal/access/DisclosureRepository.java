package city.pishkhan.cases.internal.access;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Readings.ArchiveQueryCount;
import city.pishkhan.api.persons.Readings.Reading;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.access.DisclosureLog.Row;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Stores the readings of personal data, and writes periodic digests of them to the journal. A digest contains a range
 * of row ids, the number of rows and a SHA-256 over these rows.
 */
final class DisclosureRepository {
    /** operation with which an office reads the archive's sheets for a case */
    static final String ARCHIVE = "office.archive.read";

    private static final String EVENT = "readings.digest";
    /**
     * Minimum age of readings that a digest covers. Every reading is committed within this time after its row received
     * its id, so no row is missed.
     */
    private static final Duration MIN_DIGEST_AGE = Duration.ofMinutes(5);

    private final Tx tx;
    private final Journal journal;

    DisclosureRepository(Tx tx, Journal journal) {
        this.tx = tx;
        this.journal = journal;
    }

    void add(List<Row> rows) {
        insert(rows, "");
    }

    /**
     * Inserts those of the readings that the table does not contain yet. A reading may exist already if an earlier
     * commit succeeded but its reply was lost.
     */
    void addMissing(List<Row> rows) {
        insert(
                rows,
                " where not exists (select from cases.reading r where r.case_id = c and r.at = t and r.principal = p"
                        + " and r.operation = o and r.sheet is not distinct from s)");
    }

    private void insert(List<Row> rows, String condition) {
        tx.separate(sql -> sql.createUpdate("insert into cases.reading (principal, case_id, operation, at, sheet)"
                        + " select p, c, o, t, s from unnest(:principals, :cases, :operations, :at, :sheets)"
                        + " g (p, c, o, t, s)" + condition)
                .bindArray("sheets", String.class, rows.stream().map(Row::sheet).toList())
                .bindArray(
                        "principals",
                        String.class,
                        rows.stream().map(Row::principal).toList())
                .bindArray("cases", UUID.class, rows.stream().map(Row::caseId).toList())
                .bindArray(
                        "operations",
                        String.class,
                        rows.stream().map(Row::operation).toList())
                .bindArray(
                        "at",
                        OffsetDateTime.class,
                        rows.stream()
                                .map(row -> row.at().atOffset(ZoneOffset.UTC))
                                .toList())
                .execute());
    }

    List<Reading> ofCase(UUID caseId) {
        return tx.required(sql -> sql.createQuery(
                        "select principal, operation, at, sheet from cases.reading where case_id = :case order by id")
                .bind("case", caseId)
                .map((row, context) -> new Reading(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4)))
                .list());
    }

    List<ArchiveQueryCount> countArchiveQueries(LocalDate since) {
        return tx.required(sql -> sql.createQuery("select (r.at at time zone :zone)::date, c.office, count(*)"
                        + " from cases.reading r join cases.case_file c on c.id = r.case_id"
                        + " where r.operation = '" + ARCHIVE + "' and r.at >= :since::timestamptz group by 1, 2")
                .bind("zone", PersianDate.TEHRAN.getId())
                .bind("since", since.atStartOfDay(PersianDate.TEHRAN).toOffsetDateTime())
                .map((row, context) ->
                        new ArchiveQueryCount(row.getObject(1, LocalDate.class), row.getString(2), row.getInt(3)))
                .list());
    }

    /** @param text text that is hashed: one line per row, in the order of their ids */
    private record DigestedRows(long count, String text) {
        private String digest() {
            return Sha256.hex(text);
        }
    }

    private static DigestedRows readDigested(Handle sql, long after, long upto) {
        return sql.createQuery("select count(*), coalesce(string_agg(concat_ws('|', id, principal, case_id, operation,"
                        + " (extract(epoch from at) * 1000000)::bigint, sheet), E'\\n' order by id), '')"
                        + " from cases.reading where id > :after and id <= :upto")
                .bind("after", after)
                .bind("upto", upto)
                .map((row, context) -> new DigestedRows(row.getLong(1), row.getString(2)))
                .one();
    }

    /** Writes a digest if the last one is older than {@code every}. Only one node does so at a time. */
    void digest(Instant now, Duration every) {
        tx.separate(sql -> {
            Optional<Long> due = sql.createQuery(
                            "select up_to from cases.reading_digest where at <= :before::timestamptz"
                                    + " for update skip locked")
                    .bind("before", now.minus(every).atOffset(ZoneOffset.UTC))
                    .mapTo(Long.class)
                    .findOne();
            due.ifPresent(after -> digest(sql, after, now));
            return null;
        });
    }

    private void digest(Handle sql, long after, Instant now) {
        long upto = sql.createQuery("select coalesce(max(id), 0) from cases.reading where at < :settled::timestamptz")
                .bind("settled", now.minus(MIN_DIGEST_AGE).atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one();
        if (upto > after) {
            DigestedRows digested = readDigested(sql, after, upto);
            journal.record(
                    null,
                    EVENT,
                    Caller.HUB,
                    Map.of("after", after, "upto", upto, "count", digested.count(), "digest", digested.digest()));
        }
        sql.createUpdate("update cases.reading_digest set up_to = greatest(up_to, :upto), at = :at::timestamptz")
                .bind("upto", upto)
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** @return one message for each digest in the journal that does not match the rows */
    List<String> check() {
        return tx.required(sql -> {
            List<String> wrong = new ArrayList<>();
            for (Journal.Entry entry : journal.entries(null)) {
                if (entry.event().equals(EVENT)) {
                    Map<String, Object> recorded = FactsJson.map(entry.details());
                    long after = ((Number) recorded.get("after")).longValue();
                    long upto = ((Number) recorded.get("upto")).longValue();
                    DigestedRows found = readDigested(sql, after, upto);
                    if (!found.digest().equals(recorded.get("digest"))) {
                        wrong.add("readings " + (after + 1) + " to " + upto + ": the journal has "
                                + recorded.get("count") + " with another digest, the log has " + found.count());
                    }
                }
            }
            return wrong;
        });
    }
}
