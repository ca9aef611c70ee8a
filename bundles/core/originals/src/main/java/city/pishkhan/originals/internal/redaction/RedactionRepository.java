package city.pishkhan.originals.internal.redaction;

import city.pishkhan.api.archive.SheetImages.Area;
import city.pishkhan.api.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of redacted areas. */
final class RedactionRepository {
    private static final int VALUES = 4;

    private RedactionRepository() {}

    /**
     * A redaction of one page.
     *
     * @param caseId  case in which the area was covered; its key encrypts the reason
     * @param reason  encrypted reason
     * @param removed time of removal, or {@code null}
     */
    record Row(
            UUID id,
            int page,
            List<Area> areas,
            int district,
            UUID caseId,
            Instant at,
            byte[] reason,
            Instant removed,
            UUID removedCase,
            byte[] removedReason) {}

    /**
     * Recall state and redactions of a sheet. One statement reads both, because each image of a page needs both.
     */
    record SheetState(boolean recalled, List<Row> rows) {}

    static SheetState sheetState(Handle sql, UUID caseId, String sha256) {
        List<Row> rows = new ArrayList<>();
        boolean[] recalled = new boolean[1];
        sql.createQuery(
                        "select exists (select from originals.recall_case c where c.case_id = :case and c.sha256 = asked.sha256)"
                                + " as recalled, r.* from (values (decode(:sha256, 'hex'))) asked (sha256)"
                                + " left join originals.redaction r on r.sha256 = asked.sha256 order by r.at, r.id")
                .bind("case", caseId)
                .bind("sha256", sha256)
                .map((row, context) -> {
                    recalled[0] = row.getBoolean("recalled");
                    if (row.getObject("id") != null) {
                        rows.add(row(row, context));
                    }
                    return 0;
                })
                .list();
        return new SheetState(recalled[0], rows);
    }

    /** The redactions of a sheet, locked until the transaction ends. */
    static List<Row> lock(Handle sql, String sha256) {
        sql.createQuery("select pg_advisory_xact_lock(hashtextextended('redaction ' || :sha256, 0))::text")
                .bind("sha256", sha256)
                .mapTo(String.class)
                .one();
        return list(sql, sha256);
    }

    /** The redactions of a sheet, oldest first. */
    static List<Row> list(Handle sql, String sha256) {
        return sql.createQuery(
                        "select * from originals.redaction where sha256 = decode(:sha256, 'hex') order by at, id")
                .bind("sha256", sha256)
                .map(RedactionRepository::row)
                .list();
    }

    static void add(Handle sql, Row row, String sha256, Caller district) {
        sql.createUpdate(
                        "insert into originals.redaction (id, sha256, page, areas, district, case_id, principal, at, reason)"
                                + " values (:id, decode(:sha256, 'hex'), :page, :areas, :district, :case, :principal, :at, :reason)")
                .bind("id", row.id)
                .bind("sha256", sha256)
                .bind("page", row.page)
                .bindArray(
                        "areas",
                        Integer.class,
                        row.areas.stream()
                                .flatMap(area -> List.of(area.x(), area.y(), area.width(), area.height()).stream())
                                .toList())
                .bind("district", row.district)
                .bind("case", row.caseId)
                .bind("principal", district.principal())
                .bind("at", row.at.atOffset(ZoneOffset.UTC))
                .bind("reason", row.reason)
                .execute();
    }

    static void remove(Handle sql, Row row, Caller district) {
        sql.createUpdate(
                        "update originals.redaction set removed = :removed, removed_case = :case, removed_by = :principal,"
                                + " removed_reason = :reason where id = :id")
                .bind("id", row.id)
                .bind("removed", row.removed.atOffset(ZoneOffset.UTC))
                .bind("case", row.removedCase)
                .bind("principal", district.principal())
                .bind("reason", row.removedReason)
                .execute();
    }

    /** @return {@code true} if no node has recorded this access within the last ten minutes */
    static boolean tryRecordAccess(Handle sql, Caller caller, UUID caseId, String sha256) {
        return sql.createQuery("insert into originals.original_access as l (principal, case_id, sha256, at)"
                        + " values (:principal, :case, decode(:sha256, 'hex'), now())"
                        + " on conflict (case_id, sha256, principal) do update set at = excluded.at"
                        + " where l.at <= excluded.at - interval '10 minutes' returning true")
                .bind("principal", caller.principal())
                .bind("case", caseId)
                .bind("sha256", sha256)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        Integer[] values = (Integer[]) row.getArray("areas").getArray();
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < values.length; i += VALUES) {
            areas.add(new Area(values[i], values[i + 1], values[i + 2], values[i + 3]));
        }
        return new Row(
                row.getObject("id", UUID.class),
                row.getInt("page"),
                areas,
                row.getInt("district"),
                row.getObject("case_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBytes("reason"),
                Optional.ofNullable(row.getObject("removed", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                row.getObject("removed_case", UUID.class),
                row.getBytes("removed_reason"));
    }
}
