package city.pishkhan.keeping.internal.imports;

import city.pishkhan.identifiers.CsvLine;
import city.pishkhan.platform.postgres.TableCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores the progress of imports and executes their steps. */
final class ImportRepository {
    private static final String COLUMNS =
            "line, owner, of_person, dossier, dossier_title, opened, document, kind, dated, title, notes, page,"
                    + " sha256, size, media, volume, volume_page, source, scanner, operator, confidentiality, retained_until,"
                    + " stored, content_key";

    private static final String INCOMING = ImportSql.text("incoming");
    private static final List<String> TAKE_OVER = Stream.of(
                    ImportSql.text("merge").split("(?m)^;$"))
            .map(String::strip)
            .toList();

    /**
     * Records which paper file of a case contained the document of each row, including rows that earlier steps
     * imported.
     */
    private static final String INSERT_PAPER_FILES =
            "insert into archive.paper_file (number, document) select distinct g.number, h.document"
                    + " from unnest(:numbers, :owners, :persons::boolean[], :kinds, :hashes) g (number, owner, of_person, kind, sha256)"
                    + " join archive.kind k on k.name = g.kind join archive.holding h on h.kind = k.id and h.owner = case when g.of_person"
                    + " then archive.key_of(decode(g.owner, 'hex')) else archive.key_of_property(g.owner) end"
                    + " join archive.sheet s on s.document = h.document and s.content = archive.prefix(decode(g.sha256, 'hex')) and s.status < 3"
                    + " on conflict do nothing";

    private ImportRepository() {}

    /**
     * An import in progress.
     *
     * @param position processed bytes of the manifest
     * @param line processed lines of the manifest
     */
    record Import(
            UUID id,
            String sha256,
            long position,
            long line,
            long merged,
            long duplicates,
            long conflicts,
            long rejects,
            long fileBytes) {}

    record Rejected(long line, RowFault why) {}

    static Optional<Import> findOpen(Handle sql, String source) {
        return sql.createQuery(
                        "select id, encode(sha256, 'hex') as sha256, position, line, merged, duplicates, conflicts, rejects, file_bytes"
                                + " from archive.import where source = :source and ended is null")
                .bind("source", source)
                .map((row, context) -> new Import(
                        row.getObject("id", UUID.class),
                        row.getString("sha256"),
                        row.getLong("position"),
                        row.getLong("line"),
                        row.getLong("merged"),
                        row.getLong("duplicates"),
                        row.getLong("conflicts"),
                        row.getLong("rejects"),
                        row.getLong("file_bytes")))
                .findOne();
    }

    static void begin(Handle sql, Import one, String source, String manifest, String principal) {
        sql.createUpdate(
                        "insert into archive.import (id, source, manifest, sha256, principal, begun, position, line)"
                                + " values (:id, :source, :manifest, decode(:sha256, 'hex'), :principal, now(), :position, :line)")
                .bind("id", one.id)
                .bind("source", source)
                .bind("manifest", manifest)
                .bind("sha256", one.sha256)
                .bind("principal", principal)
                .bind("position", one.position)
                .bind("line", one.line)
                .execute();
    }

    static void end(Handle sql, UUID id) {
        sql.createUpdate("update archive.import set ended = now() where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Locks the step: only one import merges rows at a time. */
    static void lock(Handle sql) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('archive.import', 0))");
    }

    /**
     * Merges the rows of a step.
     *
     * @param keys encrypted keys of identity papers by line; their persons exist already
     * @return number of rows that were merged, were duplicates, were in conflict with existing data, and were rejected
     *     because of the index, in this order
     */
    static long[] merge(Handle sql, UUID id, String source, List<SheetFiles.Stored> rows, Map<Long, byte[]> keys) {
        sql.execute(INCOMING);
        copy(sql, source, rows, keys);
        TAKE_OVER.forEach(sql::execute);
        insertPaperFiles(
                sql,
                rows.stream()
                        .map(SheetFiles.Stored::row)
                        .filter(row -> !row.paperFileNumber().isEmpty())
                        .toList());
        sql.createUpdate(
                        "insert into archive.import_line (import, line, fate, field, value, rule, existing_value)"
                                + " select :id, j.line, j.fate, j.field, case j.field when 'owner' then '…' when 'kind' then j.kind"
                                + " when 'date' then coalesce(j.dated::text, '') else encode(j.sha256, 'hex') end,"
                                + " case j.fate when 'r' then 'sheet.clash' else 'manifest.conflict' end,"
                                + " case j.field when 'kind' then (select name from archive.kind k where k.id = d.kind)"
                                + " when 'date' then d.dated::text else (select encode(c.sha256, 'hex') from archive.sheet s"
                                + " join archive.content c on archive.prefix(c.sha256) = s.content and c.person is null"
                                + " where s.document = d.id and s.page = j.page limit 1) end"
                                + " from judged j left join archive.dossier f on f.owner = j.owner_key and f.number = j.dossier"
                                + " left join archive.document d on d.dossier = f.id and d.number = j.document where j.fate in ('c', 'r')")
                .bind("id", id)
                .execute();
        return sql.createQuery("select count(*) filter (where fate = 'm'), count(*) filter (where fate = 'd'),"
                        + " count(*) filter (where fate = 'c'), count(*) filter (where fate = 'r') from judged")
                .map((row, context) -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)})
                .one();
    }

    private static void insertPaperFiles(Handle sql, List<ManifestRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.createUpdate(INSERT_PAPER_FILES)
                .bindArray("numbers", String.class, columnValues(rows, ManifestRow::paperFileNumber))
                .bindArray("owners", String.class, columnValues(rows, ManifestRow::owner))
                .bindArray("persons", String.class, columnValues(rows, row -> String.valueOf(row.ofPerson())))
                .bindArray("kinds", String.class, columnValues(rows, ManifestRow::kind))
                .bindArray("hashes", String.class, columnValues(rows, ManifestRow::sha256))
                .execute();
    }

    private static Object[] columnValues(List<ManifestRow> rows, Function<ManifestRow, String> value) {
        return rows.stream().map(value).toArray();
    }

    private static void copy(Handle sql, String source, List<SheetFiles.Stored> rows, Map<Long, byte[]> keys) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> appendLine(text, source, row, keys.get(row.row().line())));
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            TableCopy.copyIn(sql.getConnection(), "copy incoming (" + COLUMNS + ") from stdin", bytes);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void appendLine(StringBuilder text, String source, SheetFiles.Stored stored, byte @Nullable [] key) {
        ManifestRow r = stored.row();
        List<Object> values = new ArrayList<>();
        values.add(r.line());
        values.add(r.owner());
        values.add(r.ofPerson());
        values.add(r.dossier());
        values.add(r.dossierTitle());
        values.add(r.opened());
        values.add(r.document());
        values.add(r.kind());
        values.add(r.dated());
        values.add(r.title());
        values.add(r.notes());
        values.add(r.page());
        values.add("\\x" + r.sha256());
        values.add(stored.size());
        values.add(stored.type());
        values.add(r.volume());
        values.add(r.volumePage());
        values.add(source);
        values.add(r.scanner());
        values.add(r.operator());
        values.add(r.confidentiality());
        values.add(r.retainedUntil());
        values.add(
                key == null
                        ? null
                        : "\\x" + Objects.requireNonNull(stored.scan()).stored());
        values.add(key == null ? null : "\\x" + HexFormat.of().formatHex(key));
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : "\t").append(escaped(values.get(i)));
        }
        text.append('\n');
    }

    private static String escaped(Object value) {
        return value == null
                ? "\\N"
                : value.toString()
                        .replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }

    static void insertRejected(Handle sql, UUID id, List<Rejected> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.createUpdate(
                        "insert into archive.import_line (import, line, fate, field, value, rule)"
                                + " select :id, line, 'r', field, value, rule from unnest(:lines, :fields, :values, :rules) r (line, field, value, rule)")
                .bind("id", id)
                .bindArray(
                        "lines", Long.class, rows.stream().map(Rejected::line).toArray())
                .bindArray(
                        "fields",
                        String.class,
                        rows.stream().map(r -> r.why.field()).toArray())
                .bindArray(
                        "values",
                        String.class,
                        rows.stream().map(r -> r.why.value()).toArray())
                .bindArray(
                        "rules",
                        String.class,
                        rows.stream().map(r -> r.why.rule()).toArray())
                .execute();
    }

    /**
     * Saves the progress of an import after a step.
     *
     * @return {@code true} if the progress was saved; {@code false} if another call has changed it since the step began
     */
    static boolean saveProgress(Handle sql, Import before, Import after) {
        return sql.createUpdate(
                                "update archive.import set position = :position, line = :line, merged = :merged, duplicates = :duplicates,"
                                        + " conflicts = :conflicts, rejects = :rejects, file_bytes = :bytes"
                                        + " where id = :id and position = :before and ended is null")
                        .bind("position", after.position)
                        .bind("line", after.line)
                        .bind("merged", after.merged)
                        .bind("duplicates", after.duplicates)
                        .bind("conflicts", after.conflicts)
                        .bind("rejects", after.rejects)
                        .bind("bytes", after.fileBytes)
                        .bind("id", after.id)
                        .bind("before", before.position)
                        .execute()
                == 1;
    }

    /** Writes the lines of the report in the order of the manifest. */
    static void writeReport(Handle sql, UUID id, Appendable out) {
        try (Stream<String[]> lines = sql
                .createQuery(
                        "select line, fate, field, value, rule, coalesce(existing_value, '') from archive.import_line"
                                + " where import = :id order by line")
                .bind("id", id)
                .setFetchSize(1_000)
                .map((row, context) -> new String[] {
                    row.getString(1),
                    row.getString(2).equals("r") ? "rejected" : "conflict",
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6)
                })
                .stream()) {
            for (String[] line : (Iterable<String[]>) lines::iterator) {
                out.append(CsvLine.of((Object[]) line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
