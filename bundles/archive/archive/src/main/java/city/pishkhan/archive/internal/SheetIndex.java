package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.archive.internal.sql.ArchiveSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Queries of the index for cases: archived sheets of owners, and scans of offices for cases. {@link UploadWrite} and imports write the
 * index.
 */
final class SheetIndex {
    static final String ANSWER = "answer";

    private static final int HASH_BYTES = 32;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private static final String CONTENT = "with c as (insert into archive.content (sha256, size, media)"
            + " values (:sha256, :size, :media) on conflict do nothing) ";

    private static final String ANSWER_SHEET =
            "insert into archive.answer_sheet (inquiry, sha256, agency, principal, at)"
                    + " values (:inquiry, :sha256, :agency, :principal, :at) on conflict do nothing";

    /** SQL join that finds the content of a row {@code x} by its hash, for any owner. */
    private static final String CONTENT_OF_X =
            " join lateral (select media, size from archive.content where person is null"
                    + " and archive.prefix(sha256) = archive.prefix(x.sha256) and sha256 = x.sha256"
                    + " union all select media, size from archive.content where person is not null"
                    + " and archive.prefix(sha256) = archive.prefix(x.sha256) and sha256 = x.sha256 limit 1) c on true";

    private static final String COLUMNS = "select x.sha256, x.paper_kind, x.owner, c.media, c.size from ";

    private static final String HELD = ArchiveSql.text("held");
    private static final String HELD_SHEET = ArchiveSql.text("held-sheet");

    private SheetIndex() {}

    /**
     * Returns the sheets that no row of the index names.
     *
     * @param sha256s addresses in the store
     */
    static List<String> findUnreferenced(Handle sql, List<String> sha256s) {
        return sql.createQuery(
                        "select h from unnest(:all) h where not exists"
                                + " (select from archive.content where person is null and archive.prefix(sha256) = archive.prefix(decode(h, 'hex'))"
                                + " and sha256 = decode(h, 'hex')) and not exists"
                                + " (select from archive.content where person is not null and archive.prefix(sha256) = archive.prefix(decode(h, 'hex'))"
                                + " and sha256 = decode(h, 'hex') and stored is null) and not exists"
                                + " (select from archive.content where stored is not null and archive.prefix(stored) = archive.prefix(decode(h, 'hex'))"
                                + " and stored = decode(h, 'hex'))"
                                + " and not exists (select from archive.quarantine where sha256 = decode(h, 'hex') and state <> 'd')")
                .bindArray("all", String.class, sha256s.toArray())
                .mapTo(String.class)
                .list();
    }

    /**
     * Selects the sheets that a case of a service may use: by its property, its persons and their consent.
     *
     * @param persons owners whose identity papers of this service are accessible
     * @param allServicesPersons owners whose papers of all services are accessible
     */
    record Reach(String property, List<String> persons, String service, List<String> allServicesPersons) {
        private Query bind(Query query) {
            return query.bind("property", property)
                    .bindArray("persons", String.class, persons)
                    .bind("service", service)
                    .bindArray("willing", String.class, allServicesPersons);
        }
    }

    static void insertAnswerSheet(Handle sql, Caller caller, String agency, UUID inquiry, Sheet sheet) {
        sql.createUpdate(CONTENT + ANSWER_SHEET)
                .bind("sha256", HexFormat.of().parseHex(sheet.sha256()))
                .bind("media", SheetType.of(sheet.mediaType()).code())
                .bind("size", Math.toIntExact(sheet.size()))
                .bind("principal", caller.principal())
                .bind("at", OffsetDateTime.now(ZoneOffset.UTC))
                .bind("inquiry", inquiry)
                .bind("agency", agency)
                .execute();
    }

    /**
     * Returns the sheets of the newest document of each kind and owner.
     *
     * @param vaults receives each person's digest and the id of their key in the vault, or {@code null} if there is none
     */
    static List<Sheet> newestSheets(Handle sql, Reach reach, BiConsumer<String, UUID> vaults) {
        reach.persons.forEach(person -> vaults.accept(person, null));
        return reach
                .bind(sql.createQuery(HELD))
                .map((row, context) -> {
                    if (row.getBytes("sha256") == null) {
                        vaults.accept(row.getString("owner"), row.getObject("vault", UUID.class));
                        return Optional.<Sheet>empty();
                    }
                    return Optional.of(archivedSheet(row, context));
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** A sheet and its encrypted file name in the case. */
    record Named(Sheet sheet, byte[] name) {}

    static Optional<Named> findUploaded(Handle sql, String office, UUID caseId, String sha256) {
        return sql.createQuery("select x.sha256, x.paper_kind, x.owner, c.media, c.size, x.name from archive.upload x"
                        + CONTENT_OF_X
                        + " where x.case_id = :case and x.office = :office and x.sha256 = :sha256"
                        + " and not exists (select from archive.quarantine q where q.sha256 = x.sha256 and q.state <> 'r')"
                        + " and not exists (select from archive.document d"
                        + " where d.id = archive.key_of_scan(x.owner, x.paper_kind, x.sha256) and d.status = 3)"
                        + " order by x.at desc limit 1")
                .bind("case", caseId)
                .bind("office", office)
                .bind("sha256", hash(sha256))
                .map((row, context) -> new Named(sheet(row, context), row.getBytes("name")))
                .findOne();
    }

    static Optional<Sheet> findArchived(Handle sql, Reach reach, String sha256) {
        return reach.bind(sql.createQuery(HELD_SHEET))
                .bind("sha256", hash(sha256))
                .map(SheetIndex::sheet)
                .findOne();
    }

    static Optional<Sheet> answerSheet(Handle sql, UUID inquiry, String sha256) {
        return sql.createQuery("select x.sha256, 'answer' as paper_kind, x.inquiry::text as owner, c.media, c.size"
                        + " from archive.answer_sheet x" + CONTENT_OF_X
                        + " where x.inquiry = :inquiry and x.sha256 = :sha256")
                .bind("inquiry", inquiry)
                .bind("sha256", hash(sha256))
                .map(SheetIndex::sheet)
                .findOne();
    }

    static Optional<Sheet> findAny(Handle sql, String sha256) {
        return sql.createQuery(COLUMNS
                        + "(select sha256, paper_kind, owner, at from archive.upload where sha256 = :sha256"
                        + " union all select sha256, 'answer', inquiry::text, at from archive.answer_sheet where sha256 = :sha256"
                        + " order by at desc limit 1) x" + CONTENT_OF_X)
                .bind("sha256", hash(sha256))
                .map(SheetIndex::sheet)
                .findOne();
    }

    /** Parses a SHA-256. An invalid value becomes a hash of zeros, which matches no sheet. */
    private static byte[] hash(String sha256) {
        return sha256 != null && SHA256.matcher(sha256).matches()
                ? HexFormat.of().parseHex(sha256)
                : new byte[HASH_BYTES];
    }

    private static Sheet archivedSheet(ResultSet row, StatementContext context) throws SQLException {
        Sheet s = sheet(row, context);
        return new Sheet(
                s.sha256(), s.kind(), s.owner(), s.name(), s.mediaType(), s.size(), row.getBoolean("attested"));
    }

    static Sheet sheet(ResultSet row, StatementContext context) throws SQLException {
        String kind = row.getString("paper_kind");
        String mediaType = SheetType.ofCode(row.getString("media")).mediaType();
        return new Sheet(
                HexFormat.of().formatHex(row.getBytes("sha256")),
                kind,
                row.getString("owner"),
                SheetNames.plain(kind, mediaType),
                mediaType,
                row.getLong("size"));
    }
}
