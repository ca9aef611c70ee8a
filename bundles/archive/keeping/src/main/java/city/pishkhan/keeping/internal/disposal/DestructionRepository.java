package city.pishkhan.keeping.internal.disposal;

import city.pishkhan.archive.sheets.RecognizedTexts;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Deletes documents from the index, and content records that no other document uses. */
final class DestructionRepository {
    /** The content of each sheet of the given documents. Content of an identity paper is recorded per person. */
    private static final String CONTENTS = "select d.id as document, s.page, p.key as person, c.sha256, c.size"
            + " from archive.document d join archive.dossier o on o.id = d.dossier left join archive.person p on p.key = o.owner"
            + " join archive.sheet s on s.document = d.id join lateral ("
            + " select sha256, size from archive.content where p.key is null and person is null and archive.prefix(sha256) = s.content"
            + " union all"
            + " select sha256, size from archive.content where person = p.key and archive.prefix(sha256) = s.content) c on true"
            + " where d.id = any(:documents)";

    /**
     * Contents that are still used: by another document, by a scan that is not archived, or by an agency's answer. Sheets have no index by
     * content, so the sheets of properties are read once for all requested contents.
     */
    private static final String USED_ELSEWHERE =
            "with due as materialized (select decode(h, 'hex') as sha256, archive.prefix(decode(h, 'hex')) as prefix from unnest(:sheets) h)"
                    + " select distinct encode(u.sha256, 'hex') from due u where"
                    + " exists (select from archive.answer_sheet a where a.sha256 = u.sha256)"
                    + " or exists (select from archive.upload a where a.sha256 = u.sha256 and a.owner !~ '^[0-9a-f]{64}$')"
                    + " union select encode(u.sha256, 'hex') from archive.sheet s join due u on u.prefix = s.content"
                    + " join archive.document d on d.id = s.document join archive.dossier o on o.id = d.dossier"
                    + " where s.content = any(:prefixes) and not exists (select from archive.person p where p.key = o.owner)";

    private static final String NAMED_BY_PERSON =
            "select distinct x.person::text || ' ' || encode(x.sha256, 'hex') from archive.disposal_sheet x"
                    + " where x.disposal = :id and x.fate = 'w' and x.person is not null and x.sha256 in (select decode(h, 'hex') from unnest(:sheets) h)"
                    + " and (exists (select from archive.dossier o join archive.document d on d.dossier = o.id"
                    + " join archive.sheet s on s.document = d.id and s.content = archive.prefix(x.sha256) where o.owner = x.person)"
                    + " or exists (select from archive.upload a join archive.person p on p.key = x.person"
                    + " where a.sha256 = x.sha256 and a.owner = encode(p.digest, 'hex')))";

    private static final String TAKEN =
            "insert into archive.disposal_sheet (disposal, document, page, person, sha256, size)"
                    + " select :id, document, page, person, sha256, size from (" + CONTENTS
                    + ") c on conflict do nothing";

    /** Deletes the upload records of scans in these documents. The cases of these scans have ended. */
    private static final String SCANS = "delete from archive.upload u using archive.disposal_sheet x"
            + " where x.disposal = :id and x.document = any(:documents)"
            + " and u.sha256 = x.sha256 and archive.key_of_scan(u.owner, u.paper_kind, u.sha256) = x.document";

    private static final String HOLDINGS =
            "delete from archive.holding h using archive.document d join archive.dossier o on o.id = d.dossier"
                    + " where d.id = any(:documents) and h.owner = o.owner and h.document = d.id";

    /** Deletes documents and empty dossiers, except dossiers of scans, which later scans use again. */
    private static final String DELETE_DOCUMENTS =
            "with gone as (delete from archive.document where id = any(:documents) returning id, dossier)"
                    + " delete from archive.dossier o where o.id in (select dossier from gone) and o.id <> o.owner"
                    + " and not exists (select from archive.document d where d.dossier = o.id and d.id not in (select id from gone))";

    /**
     * SQL expression for the address of content in the store: for identity papers the hash of the encrypted content.
     */
    private static final String ADDRESS = "coalesce(c.stored, c.sha256)";

    /** Condition that makes the planner use the index before the table has statistics. */
    private static final String AMONG = "sha256 = any(array(select decode(h, 'hex') from unnest(:sheets) h))";

    private DestructionRepository() {}

    /**
     * A sheet of a document.
     *
     * @param sha256 lower-case hex
     */
    record Sheet(long document, String sha256) {}

    /**
     * Locks the documents and their dossiers until the transaction ends. Cases cannot use them, their settings cannot change, and no import
     * can run.
     */
    static void lock(Handle sql, List<Long> documents) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('archive.import', 0))");
        sql.createQuery(
                        "select id from archive.dossier where id in (select dossier from archive.document where id = any(:documents))"
                                + " order by id for update")
                .bindArray("documents", Long.class, documents.toArray())
                .mapTo(Long.class)
                .list();
        sql.createQuery("select id from archive.document where id = any(:documents) order by id for update")
                .bindArray("documents", Long.class, documents.toArray())
                .mapTo(Long.class)
                .list();
    }

    static List<Sheet> sheets(Handle sql, List<Long> documents) {
        return sql.createQuery("select distinct document, encode(sha256, 'hex') as sha256 from (" + CONTENTS + ") c")
                .bindArray("documents", Long.class, documents.toArray())
                .map((row, context) -> new Sheet(row.getLong("document"), row.getString("sha256")))
                .list();
    }

    /** Deletes documents from the index and records their sheets for removal. Empty dossiers are deleted too. */
    static void deleteDocuments(Handle sql, UUID id, List<Long> documents) {
        updateOf(sql, documents, TAKEN).bind("id", id).execute();
        updateOf(sql, documents, SCANS).bind("id", id).execute();
        updateOf(sql, documents, HOLDINGS).execute();
        updateOf(sql, documents, "delete from archive.sheet where document = any(:documents)")
                .execute();
        updateOf(sql, documents, "delete from archive.secret_sheet where document = any(:documents)")
                .execute();
        RecognizedTexts.remove(sql, documents);
        updateOf(sql, documents, DELETE_DOCUMENTS).execute();
        updateOf(
                        sql,
                        documents,
                        "update archive.disposal_document set state = 'd'"
                                + " where disposal = :id and state = 'l' and document = any(:documents)")
                .bind("id", id)
                .execute();
    }

    private static Update updateOf(Handle sql, List<Long> documents, String change) {
        return sql.createUpdate(change).bindArray("documents", Long.class, documents.toArray());
    }

    /**
     * Returns contents of destroyed documents for which {@link #decide} has not run yet.
     *
     * @param limit maximum number of contents
     * @return lower-case hex
     */
    static List<String> listUndecided(Handle sql, UUID id, int limit) {
        return sql.createQuery("select distinct encode(sha256, 'hex') from archive.disposal_sheet"
                        + " where disposal = :id and fate = 'w' limit :most")
                .bind("id", id)
                .bind("most", limit)
                .mapTo(String.class)
                .list();
    }

    /**
     * Decides whether contents are removed or kept. Records of unused contents are deleted, which also removes them
     * from the hash tree.
     *
     * @param sheets contents that are locked, so that no other transaction can add references to them
     */
    static void decide(Handle sql, UUID id, Collection<String> sheets) {
        Set<String> shared = Set.copyOf(sql.createQuery(USED_ELSEWHERE)
                .bindArray("sheets", String.class, sheets.toArray())
                .bindArray(
                        "prefixes",
                        Long.class,
                        sheets.stream().map(DestructionRepository::prefix).toArray())
                .mapTo(String.class)
                .list());
        Set<String> persons = Set.copyOf(sql.createQuery(NAMED_BY_PERSON)
                .bind("id", id)
                .bindArray("sheets", String.class, sheets.toArray())
                .mapTo(String.class)
                .list());
        sql.createUpdate(
                        "update archive.disposal_sheet set fate = case when person is null and encode(sha256, 'hex') = any(:shared)"
                                + " or person is not null and person::text || ' ' || encode(sha256, 'hex') = any(:persons) then 'k' else 'd' end::\"char\""
                                + " where disposal = :id and fate = 'w' and " + AMONG)
                .bind("id", id)
                .bindArray("sheets", String.class, sheets.toArray())
                .bindArray("shared", String.class, shared.toArray())
                .bindArray("persons", String.class, persons.toArray())
                .execute();
        for (String ownership : List.of("c.person is null and x.person is null", "c.person = x.person")) {
            sql.createUpdate(
                            "with gone as (delete from archive.content c using archive.disposal_sheet x"
                                    + " where x.disposal = :id and x.fate = 'd'"
                                    + " and x." + AMONG + " and " + ownership
                                    + " and archive.prefix(c.sha256) = archive.prefix(x.sha256) and c.sha256 = x.sha256"
                                    + " returning c.sha256, c.person, " + ADDRESS + " as address)"
                                    + " update archive.disposal_sheet y set address = g.address from gone g"
                                    + " where y.disposal = :id and y.sha256 = g.sha256 and y.person is not distinct from g.person")
                    .bind("id", id)
                    .bindArray("sheets", String.class, sheets.toArray())
                    .execute();
        }
    }

    /** Returns the first 8 bytes of the hash, as used by the index. */
    private static Long prefix(String sha256) {
        return Long.parseUnsignedLong(sha256.substring(0, 16), 16);
    }

    record DeletedContent(String sha256, String address) {}

    /** Returns up to {@code limit} deleted records whose content may still be stored. */
    static List<DeletedContent> unremoved(Handle sql, UUID id, int limit) {
        return sql.createQuery(
                        "select distinct encode(sha256, 'hex') as sha256, encode(coalesce(address, sha256), 'hex') as address"
                                + " from archive.disposal_sheet where disposal = :id and fate = 'd' and not removed limit :most")
                .bind("id", id)
                .bind("most", limit)
                .map((row, context) -> new DeletedContent(row.getString("sha256"), row.getString("address")))
                .list();
    }

    /**
     * Deletes all other records of the contents (examination, copy, fault, quarantine), unless a row references them
     * again.
     */
    static void deleteRecords(Handle sql, List<String> sheets) {
        String unreferenced =
                "sha256 in (select decode(h, 'hex') from unnest(:sheets) h) and not exists (select from archive.content c"
                        + " where c.person is null and archive.prefix(c.sha256) = archive.prefix(t.sha256) and c.sha256 = t.sha256)"
                        + " and not exists (select from archive.content c where c.person is not null"
                        + " and archive.prefix(c.sha256) = archive.prefix(t.sha256) and c.sha256 = t.sha256)";
        List.of(
                        "delete from archive.examination t where " + unreferenced,
                        "delete from archive.uncopied t where " + unreferenced,
                        "delete from archive.fault t where " + unreferenced,
                        "update archive.quarantine t set state = 'd' where state = 'k' and " + unreferenced)
                .forEach(change -> sql.createUpdate(change)
                        .bindArray("sheets", String.class, sheets.toArray())
                        .execute());
    }

    /**
     * Marks contents as removed, including contents that were stored again in the meantime: these belong to a new
     * upload.
     */
    static void markRemoved(Handle sql, UUID id, List<DeletedContent> contents) {
        sql.createUpdate("update archive.disposal_sheet x set removed = true"
                        + " where x.disposal = :id and x.fate = 'd' and not x.removed and x." + AMONG
                        + " and encode(coalesce(x.address, x.sha256), 'hex') = any(:addresses)")
                .bind("id", id)
                .bindArray(
                        "sheets",
                        String.class,
                        contents.stream().map(DeletedContent::sha256).toArray())
                .bindArray(
                        "addresses",
                        String.class,
                        contents.stream().map(DeletedContent::address).toArray())
                .execute();
    }
}
