package city.pishkhan.violations.internal;

import city.pishkhan.api.cases.MunicipalCases.MunicipalCaseStatus;
import city.pishkhan.api.governance.ViolationReports.Filter;
import city.pishkhan.persistence.Conditions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores reports. Every method needs a transaction. Times are those of the database. */
final class ReportRepository {
    private static final String SELECT = "select " + ReportRow.COLUMNS + " from violations.report";

    private ReportRepository() {}

    /** Acquires a database lock named {@code key} until the transaction ends. */
    static void acquireLock(Handle sql, String key) {
        sql.createQuery("select pg_advisory_xact_lock(hashtextextended('reports ' || :key, 0))::text")
                .bind("key", key)
                .mapTo(String.class)
                .one();
    }

    /** Returns the number of reports that a person made under a login number in the last 24 hours. */
    static int countToday(Handle sql, String owner, String loginNumber) {
        return sql.createQuery("select count(*) from violations.report where owner = :owner and proved = :proved"
                        + " and received > now() - interval '1 day'")
                .bind("owner", owner)
                .bind("proved", loginNumber)
                .mapTo(Integer.class)
                .one();
    }

    /**
     * @param row report without times; it is received now
     * @return the report as stored
     */
    static ReportRow add(Handle sql, ReportRow row, @Nullable String owner, @Nullable String loginNumber, String salt) {
        return sql.createQuery(
                        "insert into violations.report (id, number, subject, district, kind, source, owner, proved, text, place, salt, state,"
                                + " received) values (:id, :number, :subject, :district, :kind, :source, :owner, :proved, :text, :place, :salt,"
                                + " 'received', now()) returning " + ReportRow.COLUMNS)
                .bind("id", row.id())
                .bind("number", row.number())
                .bind("subject", row.subject())
                .bind("district", row.district())
                .bind("kind", row.kind())
                .bind("source", row.source().code())
                .bind("owner", owner)
                .bind("proved", loginNumber)
                .bind("text", row.text())
                .bind("place", row.place())
                .bind("salt", salt)
                .map((result, context) -> ReportRow.of(result))
                .one();
    }

    static ReportRow join(Handle sql, UUID id, MunicipalCaseStatus standing) {
        return sql.createQuery("update violations.report set state = 'case', case_id = :case, case_number = :number,"
                        + " assigned_at = now() where id = :id returning " + ReportRow.COLUMNS)
                .bind("id", id)
                .bind("case", standing.id())
                .bind("number", standing.number())
                .map((result, context) -> ReportRow.of(result))
                .one();
    }

    static Optional<ReportRow> byNumber(Handle sql, String owner, String loginNumber, String number) {
        return sql.createQuery(SELECT + " where number = :number and owner = :owner and proved = :proved")
                .bind("number", number)
                .bind("owner", owner)
                .bind("proved", loginNumber)
                .map((row, context) -> ReportRow.of(row))
                .findOne();
    }

    static List<ReportRow> listOwn(Handle sql, String owner, String loginNumber, @Nullable UUID below, int limit) {
        return sql.createQuery(SELECT
                        + " where owner = :owner and proved = :proved and (:below::uuid is null or id < :below::uuid)"
                        + " order by id desc limit :limit")
                .bind("owner", owner)
                .bind("proved", loginNumber)
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> ReportRow.of(row))
                .list();
    }

    /** @param districts codes of the caller's districts; {@code null} for reports of all districts */
    static List<ReportRow> list(
            Handle sql, @Nullable Collection<Integer> districts, Filter filter, @Nullable UUID below, int limit) {
        Conditions conditions = new Conditions();
        if (districts != null) {
            conditions.oneOf("district", "districts", List.copyOf(districts));
        }
        return conditions
                .and("district = :district", "district", filter.district())
                .and("state = :state", "state", filter.state())
                .and("kind = :kind", "kind", filter.kind())
                .and("subject = :subject", "subject", filter.property())
                .below("id", below)
                .query(sql, SELECT, "order by id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> ReportRow.of(row))
                .list();
    }

    /**
     * Returns {@code true} if no node has begun a sweep within {@code pause}, and records a sweep of the caller, which
     * then has to run.
     */
    static boolean tryBeginSweep(Handle sql, Duration pause) {
        return sql.createUpdate("update violations.sweep set at = now() where at <= now() - :millis * interval '1 ms'")
                        .bind("millis", pause.toMillis())
                        .execute()
                > 0;
    }

    /**
     * Returns reports that have no case yet, oldest first.
     *
     * @param above returns only reports after this one; {@code null} for the first page
     */
    static List<ReportRow> listWaiting(Handle sql, @Nullable UUID above, int limit) {
        return sql.createQuery(SELECT
                        + " where state = 'received' and subject is not null and (:above::uuid is null or id > :above::uuid)"
                        + " order by id limit :limit")
                .bind("above", above)
                .bind("limit", limit)
                .map((row, context) -> ReportRow.of(row))
                .list();
    }

    /**
     * Locks a report that has no case yet.
     *
     * @return the report; empty if it has a case now or is locked by another node
     */
    static Optional<ReportRow> lockWaiting(Handle sql, UUID id) {
        return sql.createQuery(SELECT
                        + " where id = :id and state = 'received' and subject is not null for update skip locked")
                .bind("id", id)
                .map((row, context) -> ReportRow.of(row))
                .findOne();
    }

    /** Locks and returns the report with this number, if its building is in one of the districts. */
    static Optional<ReportRow> lock(Handle sql, Collection<Integer> districts, String number) {
        return sql.createQuery(SELECT + " where number = :number and district = any(:districts) for update")
                .bind("number", number)
                .bindArray("districts", Integer.class, districts.toArray())
                .map((row, context) -> ReportRow.of(row))
                .findOne();
    }

    static ReportRow locate(Handle sql, UUID id, String subject) {
        return sql.createQuery(
                        "update violations.report set subject = :subject where id = :id returning " + ReportRow.COLUMNS)
                .bind("id", id)
                .bind("subject", subject)
                .map((row, context) -> ReportRow.of(row))
                .one();
    }

    /** Returns the ids of cases whose reports are not recorded as ended. */
    static List<UUID> openCases(Handle sql, @Nullable UUID above, int limit) {
        return sql.createQuery("select distinct case_id from violations.report where state = 'case'"
                        + " and (:above::uuid is null or case_id > :above::uuid) order by case_id limit :limit")
                .bind("above", above)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    static void end(Handle sql, UUID caseId) {
        sql.createUpdate("update violations.report set state = 'ended', ended = now()"
                        + " where case_id = :case and state = 'case'")
                .bind("case", caseId)
                .execute();
    }

    /** Returns the number of reports of known properties that have waited for more than a day. */
    static int countLate(Handle sql) {
        return sql.createQuery("select count(*) from violations.report where state = 'received'"
                        + " and subject is not null and received < now() - interval '1 day'")
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Removes the reporter, the text and the place from all reports of an owner. A report that had only a place ends,
     * because its property can no longer be found.
     *
     * @return the ids of the reports
     */
    static List<UUID> erase(Handle sql, String owner) {
        return sql.createQuery("update violations.report set owner = null, proved = null, text = '', salt = '',"
                        + " place = case when place is not null then ''::bytea end,"
                        + " state = case when subject is null then 'ended' else state end,"
                        + " ended = case when subject is null then now() else ended end"
                        + " where owner = :owner returning id")
                .bind("owner", owner)
                .mapTo(UUID.class)
                .list();
    }
}
