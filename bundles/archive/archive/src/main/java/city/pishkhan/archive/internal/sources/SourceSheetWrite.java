package city.pishkhan.archive.internal.sources;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.spi.ArchiveSource.Sheet;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Writes a sheet of a source to the index: as part of a document of the property that records the source and the source's document number.
 */
final class SourceSheetWrite {
    /**
     * Returns 1 if the key of the new content, property or document already belongs to a different one, -1 if the
     * document was recalled, otherwise 0.
     */
    private static final String CLASHES = "select case when exists (select from archive.document d where d.status = 3"
            + " and d.id in (archive.key_of_sourced(:source, :document), archive.key_of_scan(:property, :kind, :sha256))) then -1"
            + " when exists (select from archive.content c where c.person is null"
            + " and archive.prefix(c.sha256) = archive.prefix(:sha256) and c.sha256 <> :sha256)"
            + " or exists (select from archive.property p where p.key = archive.key_of_property(:property) and p.code <> :property)"
            + " or exists (select from archive.document d where d.id = archive.key_of_sourced(:source, :document)"
            + " and (d.dossier <> archive.key_of_property(:property)"
            + " or d.kind <> (select id from archive.kind where name = :kind))) then 1 else 0 end";

    private static final String PROVENANCE =
            "insert into archive.provenance (source) select :provenance where not exists (select from archive.provenance"
                    + " where (source, scanner, operator) = (:provenance, '', '')) on conflict do nothing";

    private static final String WRITE =
            "with given as (select archive.key_of_property(:property) as owner, archive.key_of_sourced(:source, :document) as document,"
                    + " k.id as kind, coalesce(:dated::date, date '1970-01-01') as at from archive.kind k where k.name = :kind),"
                    + " c as (insert into archive.content (size, media, sha256) values (:size, :media::\"char\", :sha256) on conflict do nothing),"
                    + " p as (insert into archive.property (key, district, code)"
                    + " select owner, split_part(:property, '-', 1)::smallint, :property from given on conflict do nothing),"
                    + " f as (insert into archive.dossier (id, owner) select owner, owner from given on conflict do nothing),"
                    + " d as (insert into archive.document (id, dossier, at, dated, kind, provenance, district, number, title)"
                    + " select document, owner, at, :dated::date, kind, (select id from archive.provenance"
                    + " where (source, scanner, operator) = (:provenance, '', '')), split_part(:property, '-', 1)::smallint, :document, :title"
                    + " from given on conflict do nothing),"
                    + " s as (insert into archive.sheet (document, content, page) select document, archive.prefix(:sha256), :page from given"
                    + " where not exists (select from archive.sheet x where x.document = given.document and x.content = archive.prefix(:sha256)"
                    + " and x.page = :page) returning document, content),"
                    + " t as (insert into archive.text_due (document, content) select document, content from s"
                    + " where exists (select from archive.recognition where since is not null) on conflict do nothing)"
                    + " insert into archive.holding (owner, document, at, kind) select owner, document, at, kind from given on conflict do nothing";

    private SourceSheetWrite() {}

    /**
     * Writes the sheet. The transaction must have locked it.
     *
     * @param type type detected by content
     * @param size size in bytes
     * @throws Refusal CONFLICT if the document was recalled, or if its key collides with that of another row
     */
    static void write(Handle sql, String property, String source, Sheet sheet, SheetType type, long size) {
        // locks the document, because several of its pages may be fetched at once
        sql.createQuery("select pg_advisory_xact_lock(archive.key_of_sourced(:source, :document))")
                .bind("source", source)
                .bind("document", sheet.document())
                .mapToMap()
                .one();
        int clash = bind(sql.createQuery(CLASHES), property, source, sheet)
                .mapTo(Integer.class)
                .one();
        if (clash != 0) {
            throw Refusal.conflict(clash < 0 ? "sheet.recalled/again" : "sheet.clash");
        }
        String provenance = "source:" + source;
        sql.createUpdate(PROVENANCE).bind("provenance", provenance).execute();
        bind(sql.createUpdate(WRITE), property, source, sheet)
                .bind("provenance", provenance)
                .bind("dated", sheet.dated())
                .bind("title", sheet.title())
                .bind("page", (short) sheet.page())
                .bind("size", Math.toIntExact(size))
                .bind("media", type.code())
                .execute();
    }

    private static <T extends SqlStatement<T>> T bind(T statement, String property, String source, Sheet sheet) {
        return statement
                .bind("property", property)
                .bind("source", source)
                .bind("document", sheet.document())
                .bind("kind", sheet.kind())
                .bind("sha256", HexFormat.of().parseHex(sheet.sha256()));
    }
}
