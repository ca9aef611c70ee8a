package city.pishkhan.archive.internal.sources;

import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.archive.internal.sql.ArchiveSql;
import city.pishkhan.spi.ArchiveSource.Sheet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Stores the answers of sources about properties. */
final class SourceAnswerRepository {
    private static final String FIND = ArchiveSql.text("sourced");

    /** each new answer deletes some answers that were not refreshed for 30 days */
    private static final String SWEEP =
            "delete from archive.source_answer where (property, source) in (select property, source"
                    + " from archive.source_answer where asked < now() - interval '30 days' order by asked limit 20 for update skip locked)";

    private SourceAnswerRepository() {}

    /**
     * One sheet that a source announced, or an answer without sheets.
     *
     * @param answered time of the stored answer; {@code null} if there was none
     * @param lastRequestFailed {@code true} if the last request failed
     * @param sheet the sheet, or {@code null} if the source has none
     * @param archived {@code true} if the archive already has the sheet
     * @param excluded {@code true} if the sheet must not be fetched
     */
    record Row(
            String source,
            Instant answered,
            boolean lastRequestFailed,
            Sheet sheet,
            boolean archived,
            boolean excluded) {}

    static List<Row> find(Handle sql, String property) {
        return sql.createQuery(FIND)
                .bind("property", property)
                .map(SourceAnswerRepository::row)
                .list();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime answered = row.getObject("answered", OffsetDateTime.class);
        String id = row.getString("id");
        long size = row.getLong("size");
        boolean unknown = row.wasNull();
        return new Row(
                row.getString("source"),
                answered == null ? null : answered.toInstant(),
                row.getBoolean("silent"),
                id == null
                        ? null
                        : new Sheet(
                                id,
                                row.getString("document"),
                                row.getString("kind"),
                                row.getInt("page"),
                                row.getObject("dated", LocalDate.class),
                                row.getString("title"),
                                HexFormat.of().formatHex(row.getBytes("sha256")),
                                unknown ? -1 : size,
                                SheetType.ofCode(row.getString("media")).mediaType()),
                row.getBoolean("held"),
                row.getBoolean("barred"));
    }

    static void recordAnswer(Handle sql, String property, String source, List<Sheet> sheets, Instant now) {
        sql.execute(SWEEP);
        sql.createUpdate(
                        "insert into archive.source_answer (property, source, asked, answered, silent) values (:property, :source, :now, :now, false)"
                                + " on conflict (property, source) do update set asked = excluded.asked, answered = excluded.answered, silent = false")
                .bind("property", property)
                .bind("source", source)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        sql.createUpdate("delete from archive.source_sheet where property = :property and source = :source")
                .bind("property", property)
                .bind("source", source)
                .execute();
        if (sheets.isEmpty()) {
            return;
        }
        PreparedBatch rows = sql.prepareBatch(
                "insert into archive.source_sheet (property, source, id, document, kind, page, dated, title, size, media, sha256)"
                        + " values (:property, :source, :id, :document, :kind, :page, :dated, :title, :size, :media::\"char\", decode(:sha256, 'hex'))");
        for (Sheet sheet : sheets) {
            rows.bind("property", property)
                    .bind("source", source)
                    .bind("id", sheet.id())
                    .bind("document", sheet.document())
                    .bind("kind", sheet.kind())
                    .bind("page", sheet.page())
                    .bind("dated", sheet.dated())
                    .bind("title", sheet.title())
                    .bind("size", sheet.size() < 0 ? null : Long.valueOf(sheet.size()))
                    .bind("media", SheetType.of(sheet.mediaType()).code())
                    .bind("sha256", sheet.sha256())
                    .add();
        }
        rows.execute();
    }

    /** Records a failed request; the previous answer is kept. */
    static void recordFailure(Handle sql, String property, String source, Instant now) {
        sql.createUpdate(
                        "insert into archive.source_answer (property, source, asked, silent) values (:property, :source, :now, true)"
                                + " on conflict (property, source) do update set asked = excluded.asked, silent = true")
                .bind("property", property)
                .bind("source", source)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /**
     * Deletes a sheet that does not match its announced hash or size, so that the sheet is not offered until the source
     * is asked again.
     */
    static void deleteSheet(Handle sql, String property, String source, String id) {
        sql.createUpdate(
                        "delete from archive.source_sheet where property = :property and source = :source and id = :id")
                .bind("property", property)
                .bind("source", source)
                .bind("id", id)
                .execute();
    }
}
