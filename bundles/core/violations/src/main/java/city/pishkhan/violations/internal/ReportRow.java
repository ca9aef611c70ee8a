package city.pishkhan.violations.internal;

import city.pishkhan.api.governance.ViolationReports.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report as stored.
 *
 * @param subject renovation code, or {@code null} until the district has found the property
 * @param text text encrypted with the report's own key; empty if its reporter is erased
 * @param place sealed place; {@code null} if the reporter gave none, empty if the reporter is erased
 * @param photos number of photos that are assigned to the report
 */
record ReportRow(
        UUID id,
        String number,
        @Nullable String subject,
        int district,
        String kind,
        Source source,
        byte @Nullable [] text,
        String state,
        @Nullable UUID caseId,
        @Nullable String caseNumber,
        @Nullable Instant received,
        @Nullable Instant assignedAt,
        @Nullable Instant ended,
        byte @Nullable [] place,
        int photos) {
    static final String RECEIVED = "received";
    static final String CASE = "case";
    static final String ENDED = "ended";

    static final String COLUMNS =
            "id, number, subject, district, kind, source, text, state, case_id, case_number, received, assigned_at, ended, place,"
                    + " (select count(*)::int from violations.photo p where p.report = report.id) as photos";

    /** @param row result with the columns {@link #COLUMNS} */
    static ReportRow of(ResultSet row) throws SQLException {
        return new ReportRow(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("subject"),
                row.getInt("district"),
                row.getString("kind"),
                Source.of(row.getString("source")),
                row.getBytes("text"),
                row.getString("state"),
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                instant(row, "received"),
                instant(row, "assigned_at"),
                instant(row, "ended"),
                row.getBytes("place"),
                row.getInt("photos"));
    }

    ReportRow withPhotos(int assignedPhotos) {
        return new ReportRow(
                id,
                number,
                subject,
                district,
                kind,
                source,
                text,
                state,
                caseId,
                caseNumber,
                received,
                assignedAt,
                ended,
                place,
                assignedPhotos);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
