package city.pishkhan.planning.internal;

import city.pishkhan.planning.ImportReport;
import city.pishkhan.planning.ImportReport.Conflict;
import city.pishkhan.planning.ImportReport.Reject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Stores reports of island imports and reads them. */
final class ImportReports {
    private ImportReports() {}

    static void store(
            Handle sql, UUID id, Island island, String file, String sha256, long rows, Merge.Outcome outcome) {
        sql.createUpdate(
                        "insert into planning.import_run (id, island, file, sha256, rows, merged, conflicts, rejects, added, changed)"
                                + " values (:id, :island, :file, :sha256, :rows, :merged, :conflicts, :rejects, :added, :changed)")
                .bind("id", id)
                .bind("island", island.name())
                .bind("file", file)
                .bind("sha256", sha256)
                .bind("rows", rows)
                .bind(
                        "merged",
                        sql.createQuery("select count(*) from stage")
                                        .mapTo(Long.class)
                                        .one()
                                - outcome.conflicts())
                .bind("conflicts", outcome.conflicts())
                .bind("rejects", outcome.rejects())
                .bind("added", outcome.added())
                .bind("changed", outcome.changed())
                .execute();
    }

    static Optional<ImportReport> find(Handle sql, UUID id) {
        return sql.createQuery("select * from planning.import_run where id = :id")
                .bind("id", id)
                .map((row, context) -> report(sql, row))
                .findOne();
    }

    static List<ImportReport> latest(Handle sql) {
        return sql.createQuery(
                        "select distinct on (island) * from planning.import_run order by island, at desc, id desc")
                .map((row, context) -> report(sql, row))
                .list();
    }

    static List<Reject> rejects(Handle sql, UUID id, long after, int limit) {
        return sql.createQuery("select line, rule, english, persian from planning.import_reject"
                        + " where run = :id and line > :after order by line limit :limit")
                .bind("id", id)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Reject(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    static List<Conflict> conflicts(Handle sql, UUID id, long after, int limit) {
        return sql.createQuery("select line, code, field, district, head, kept from planning.import_conflict"
                        + " where run = :id and line > :after order by line, field limit :limit")
                .bind("id", id)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Conflict(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }

    private static ImportReport report(Handle sql, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new ImportReport(
                id,
                row.getString("island"),
                row.getString("file"),
                row.getString("sha256"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("rows"),
                row.getLong("merged"),
                row.getLong("conflicts"),
                row.getLong("rejects"),
                row.getLong("added"),
                row.getLong("changed"),
                rejects(sql, id, 0, ImportReport.SHOWN),
                conflicts(sql, id, 0, ImportReport.SHOWN));
    }
}
