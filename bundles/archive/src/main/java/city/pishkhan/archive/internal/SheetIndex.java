package city.pishkhan.archive.internal;

import city.pishkhan.api.cases.Papers.Sheet;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.DeferredWrite;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** The index: who holds which sheet, who scanned it for what. */
final class SheetIndex {
    static final String ANSWER = "answer";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private static final String SHEET = "with s as (insert into archive.sheet (sha256, media_type, size)"
            + " values (:sha256, :type, :size) on conflict do nothing) ";

    /**
     * Several at once, locked as {@link SheetLock#keep} does it before anything is written; the same sheet of the same kind and owner, twice
     * in one call, is one.
     */
    private static final String UPLOADS = "sheets_kept as materialized (" + SheetLock.keep("?")
            + "), sheets_given as (select distinct on (h, kind, owner) decode(h, 'hex') as sha256, type, size, kind, owner, owner_kind,"
            + " decode(n, 'hex') as name from sheets_kept, unnest(?, ?, ?, ?, ?, ?, ?)"
            + " g (h, type, size, kind, owner, owner_kind, n)),"
            + " sheets_new as (insert into archive.sheet (sha256, media_type, size)"
            + " select distinct on (sha256) sha256, type, size from sheets_given on conflict do nothing),"
            + " sheets_uploads as (insert into archive.upload (case_id, office, sha256, paper_kind, owner, name, principal, at)"
            + " select ?, ?, sha256, kind, owner, name, ?, ? from sheets_given"
            + " on conflict (case_id, office, sha256, paper_kind, owner) do update set name = excluded.name, at = excluded.at),"
            + " sheets_held as (insert into archive.holding as h (owner_kind, owner, paper_kind, sha256, at, services)"
            + " select owner_kind, owner, kind, sha256, ?, array[?] from sheets_given where owner_kind is not null"
            + " on conflict (owner_kind, owner, paper_kind, sha256) do update set at = excluded.at, services = case"
            + " when h.services @> excluded.services then h.services else h.services || excluded.services end)";

    private static final String ANSWER_SHEET =
            "insert into archive.answer_sheet (inquiry, sha256, agency, principal, at)"
                    + " values (:inquiry, :sha256, :agency, :principal, :at) on conflict do nothing";

    private static final String HELD =
            "select distinct on (h.owner_kind, h.owner, h.paper_kind) h.sha256, h.paper_kind, h.owner,"
                    + " s.media_type, s.size from archive.holding h join archive.sheet s using (sha256)"
                    + " where ((h.owner_kind = 'property' and h.owner = :property) or (h.owner_kind = 'person' and h.owner = any(:persons)"
                    + " and (:service = any(h.services) or h.owner = any(:willing))))";

    private static final String COLUMNS = "select x.sha256, x.paper_kind, x.owner, s.media_type, s.size from ";

    private SheetIndex() {}

    /** Those that no row names. */
    static List<String> unnamed(Handle sql, List<String> sha256s) {
        return sql.createQuery("select h from unnest(:all) h where not exists"
                        + " (select from archive.sheet s where s.sha256 = decode(h, 'hex'))")
                .bindArray("all", String.class, sha256s.toArray())
                .mapTo(String.class)
                .list();
    }

    /**
     * A sheet that was scanned for a case.
     *
     * @param ownerKind  {@code property} or {@code person}; {@code null} for a sheet of its case alone
     * @param sealedName its name as it is kept
     */
    record Upload(Sheet sheet, String ownerKind, byte[] sealedName) {}

    /**
     * What a purpose reaches.
     *
     * @param persons whose identity papers of this service are reached
     * @param willing whose of all services are
     */
    record Reach(String property, List<String> persons, String service, List<String> willing) {
        private Query bind(Query query) {
            return query.bind("property", property)
                    .bindArray("persons", String.class, persons)
                    .bind("service", service)
                    .bindArray("willing", String.class, willing);
        }
    }

    /** @param locked runs when the sheets are locked, see {@link SheetLock} */
    static DeferredWrite uploaded(
            Caller caller, String office, UUID caseId, String service, List<Upload> uploads, Runnable locked) {
        DeferredWrite.Argument hashes = DeferredWrite.array("text", all(uploads, u -> u.sheet.sha256()));
        DeferredWrite.Argument at = DeferredWrite.object(OffsetDateTime.now(ZoneOffset.UTC));
        return DeferredWrite.of(
                "archive.sheet",
                UPLOADS,
                "(select count(*) from sheets_given)",
                List.of(
                        hashes,
                        hashes,
                        DeferredWrite.array("text", all(uploads, u -> u.sheet.mediaType())),
                        DeferredWrite.array("bigint", all(uploads, u -> u.sheet.size())),
                        DeferredWrite.array("text", all(uploads, u -> u.sheet.kind())),
                        DeferredWrite.array("text", all(uploads, u -> u.sheet.owner())),
                        DeferredWrite.array("text", all(uploads, Upload::ownerKind)),
                        DeferredWrite.array(
                                "text", all(uploads, u -> HexFormat.of().formatHex(u.sealedName))),
                        DeferredWrite.object(caseId),
                        DeferredWrite.text(office),
                        DeferredWrite.text(caller.principal()),
                        at,
                        at,
                        DeferredWrite.text(service)),
                (row, column) -> locked.run());
    }

    private static <T> List<T> all(List<Upload> uploads, Function<Upload, T> value) {
        // an owner's kind may be null
        List<T> values = new ArrayList<>();
        uploads.forEach(upload -> values.add(value.apply(upload)));
        return values;
    }

    static void answered(Handle sql, Caller caller, String agency, UUID inquiry, Sheet sheet) {
        bind(sql.createUpdate(SHEET + ANSWER_SHEET), sheet, caller)
                .bind("inquiry", inquiry)
                .bind("agency", agency)
                .execute();
    }

    private static Update bind(Update update, Sheet sheet, Caller caller) {
        return update.bind("sha256", HexFormat.of().parseHex(sheet.sha256()))
                .bind("type", sheet.mediaType())
                .bind("size", sheet.size())
                .bind("principal", caller.principal())
                .bind("at", OffsetDateTime.now(ZoneOffset.UTC));
    }

    /** The newest of each kind and owner. */
    static List<Sheet> held(Handle sql, Reach reach) {
        return reach.bind(sql.createQuery(HELD + " order by h.owner_kind, h.owner, h.paper_kind, h.at desc, h.sha256"))
                .map(SheetIndex::sheet)
                .list();
    }

    /** A sheet and the name that it was given for its case, sealed. */
    record Named(Sheet sheet, byte[] name) {}

    static Optional<Named> uploadedFor(Handle sql, String office, UUID caseId, String sha256) {
        return sql.createQuery(
                        "select x.sha256, x.paper_kind, x.owner, s.media_type, s.size, x.name from archive.upload x join archive.sheet s using (sha256)"
                                + " where x.case_id = :case and x.office = :office and x.sha256 = :sha256 order by x.at desc limit 1")
                .bind("case", caseId)
                .bind("office", office)
                .bind("sha256", hash(sha256))
                .map((row, context) -> new Named(sheet(row, context), row.getBytes("name")))
                .findOne();
    }

    static Optional<Sheet> heldBy(Handle sql, Reach reach, String sha256) {
        return reach.bind(sql.createQuery(HELD
                        + " and h.sha256 = :sha256 order by h.owner_kind, h.owner, h.paper_kind, h.at desc limit 1"))
                .bind("sha256", hash(sha256))
                .map(SheetIndex::sheet)
                .findOne();
    }

    static Optional<Sheet> answerSheet(Handle sql, UUID inquiry, String sha256) {
        return sql.createQuery("select x.sha256, 'answer' as paper_kind, x.inquiry::text as owner, s.media_type, s.size"
                        + " from archive.answer_sheet x join archive.sheet s using (sha256)"
                        + " where x.inquiry = :inquiry and x.sha256 = :sha256")
                .bind("inquiry", inquiry)
                .bind("sha256", hash(sha256))
                .map(SheetIndex::sheet)
                .findOne();
    }

    static Optional<Sheet> any(Handle sql, String sha256) {
        return sql.createQuery(COLUMNS
                        + "(select sha256, paper_kind, owner, at from archive.upload where sha256 = :sha256"
                        + " union all select sha256, 'answer', inquiry::text, at from archive.answer_sheet where sha256 = :sha256"
                        + " order by at desc limit 1) x join archive.sheet s using (sha256)")
                .bind("sha256", hash(sha256))
                .map(SheetIndex::sheet)
                .findOne();
    }

    /** What is no digest is nobody's: an address that cannot be found. */
    private static byte[] hash(String sha256) {
        return sha256 != null && SHA256.matcher(sha256).matches()
                ? HexFormat.of().parseHex(sha256)
                : new byte[0];
    }

    private static Sheet sheet(ResultSet row, StatementContext context) throws SQLException {
        String kind = row.getString("paper_kind");
        String mediaType = row.getString("media_type");
        return new Sheet(
                HexFormat.of().formatHex(row.getBytes("sha256")),
                kind,
                row.getString("owner"),
                SheetNames.plain(kind, mediaType),
                mediaType,
                row.getLong("size"));
    }
}
