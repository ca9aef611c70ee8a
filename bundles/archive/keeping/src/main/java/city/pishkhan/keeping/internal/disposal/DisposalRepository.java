package city.pishkhan.keeping.internal.disposal;

import city.pishkhan.keeping.ArchiveDisposals.Disposal;
import city.pishkhan.keeping.ArchiveDisposals.Line;
import city.pishkhan.keeping.ArchiveUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Stores disposal lists and their progress. */
final class DisposalRepository {
    private static final int MOST_LISTS = 100;
    private static final int MOST_HELD = 1_000;

    /**
     * Documents whose retention ended before a day and that are not on an approved list. Each document occurs once, in no particular order.
     */
    private static final String DUE =
            "due as (select d.id, d.dossier, d.kind, greatest(d.retained_until, o.retained_until) as kept"
                    + " from archive.document d join archive.dossier o on o.id = d.dossier"
                    + " where d.retained_until < :before and (o.retained_until is null or o.retained_until < :before)"
                    + " union all select d.id, d.dossier, d.kind, o.retained_until from archive.dossier o"
                    + " join archive.document d on d.dossier = o.id and d.retained_until is null where o.retained_until < :before),"
                    + " free as (select *, exists (select from archive.legal_hold l where l.lifted_at is null and l.document = due.id)"
                    + " or exists (select from archive.legal_hold l where l.lifted_at is null and l.dossier = due.dossier) as held from due"
                    + " where not exists (select from archive.disposal_document x join archive.disposal p on p.id = x.disposal and p.state = 'a'"
                    + " where x.document = due.id and x.state = 'l'))";

    private static final String LIST = "with " + DUE
            + " insert into archive.disposal_document (disposal, document, dossier, kind, kept_until, state, reason)"
            + " select :id, id, dossier, kind, kept, case when held then 'x' else 'l' end::\"char\", case when held then 'legal-hold' end"
            + " from ((select * from free where not held limit :most) union all (select * from free where held limit "
            + MOST_HELD
            + ")) c";

    /**
     * Drops documents that were deleted, are under legal hold, or whose retention was extended. {@link DisposalList}
     * drops documents that open cases use.
     */
    private static final String DROP =
            "update archive.disposal_document x set state = 'x', reason = case when f.id is null then 'gone'"
                    + " when f.held then 'legal-hold' else 'kept-longer' end"
                    + " from archive.disposal p, archive.disposal_document y left join"
                    + " (select d.id, greatest(d.retained_until, o.retained_until) as kept,"
                    + " exists (select from archive.legal_hold l where l.lifted_at is null and l.document = d.id)"
                    + " or exists (select from archive.legal_hold l where l.lifted_at is null and l.dossier = d.dossier) as held"
                    + " from archive.document d join archive.dossier o on o.id = d.dossier where d.id = any(:documents)) f on f.id = y.document"
                    + " where p.id = :id and y.disposal = p.id and y.state = 'l' and y.document = any(:documents)"
                    + " and x.disposal = y.disposal and x.document = y.document"
                    + " and (f.id is null or f.held or f.kept is null or f.kept >= p.before)";

    private static final String DISPOSALS =
            "select p.*, c.*, s.* from archive.disposal p cross join lateral (select count(*) filter (where state = 'l') as listed,"
                    + " count(*) filter (where state = 'x') as dropped, count(*) filter (where state = 'd') as destroyed"
                    + " from archive.disposal_document where disposal = p.id) c cross join lateral (select count(*) as sheets,"
                    + " count(*) filter (where fate = 'k') as kept, coalesce(sum(size) filter (where fate = 'd'), 0) as bytes,"
                    + " count(*) filter (where fate = 'w' or fate = 'd' and not removed) as waiting"
                    + " from archive.disposal_sheet where disposal = p.id) s ";

    private static final String SHEETS =
            "select document, page, encode(sha256, 'hex') as sha256, size, fate = 'k' as kept"
                    + " from archive.disposal_sheet where disposal = :id order by document, page, sha256";

    private DisposalRepository() {}

    static void create(Handle sql, UUID id, LocalDate before, String principal) {
        sql.createUpdate(
                        "insert into archive.disposal (id, before, made_by, made_at) values (:id, :before, :principal, now())")
                .bind("id", id)
                .bind("before", before)
                .bind("principal", principal)
                .execute();
    }

    /**
     * Adds documents whose retention ended before a day to a list.
     *
     * @return number of documents in the list, including those under legal hold
     */
    static int fill(Handle sql, UUID id, LocalDate before, int limit) {
        return sql.createUpdate(LIST)
                .bind("id", id)
                .bind("before", before)
                .bind("most", limit)
                .execute();
    }

    /**
     * Returns documents that are to be destroyed, ordered by number.
     *
     * @param after returns documents with higher numbers
     * @param limit maximum number of documents
     */
    static List<Long> listed(Handle sql, UUID id, long after, int limit) {
        return sql.createQuery("select document from archive.disposal_document where disposal = :id and state = 'l'"
                        + " and document > :after order by document limit :most")
                .bind("id", id)
                .bind("after", after)
                .bind("most", limit)
                .mapTo(Long.class)
                .list();
    }

    static void drop(Handle sql, UUID id, List<Long> documents) {
        sql.createUpdate(DROP)
                .bind("id", id)
                .bindArray("documents", Long.class, documents.toArray())
                .execute();
    }

    static void drop(Handle sql, UUID id, List<Long> documents, String reason) {
        sql.createUpdate("update archive.disposal_document set state = 'x', reason = :reason"
                        + " where disposal = :id and state = 'l' and document = any(:documents)")
                .bind("id", id)
                .bind("reason", reason)
                .bindArray("documents", Long.class, documents.toArray())
                .execute();
    }

    /**
     * Locks a list until the transaction ends.
     *
     * @return state of the list; empty if it does not exist
     */
    static Optional<String> lock(Handle sql, UUID id) {
        return sql.createQuery("select state::text from archive.disposal where id = :id for update")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    /** The approval of a list, with the persons who proposed and approved it. */
    record DisposalApproval(String number, String authority, String proposedBy, String approvedBy) {}

    static void approve(Handle sql, UUID id, DisposalApproval approval) {
        sql.createUpdate("update archive.disposal set state = 'a', number = :number, authority = :authority,"
                        + " proposed_by = :proposed, approved_by = :approved, approved_at = now() where id = :id")
                .bind("id", id)
                .bind("number", approval.number)
                .bind("authority", approval.authority)
                .bind("proposed", approval.proposedBy)
                .bind("approved", approval.approvedBy)
                .execute();
    }

    /**
     * Records that the execution of an approved list begins.
     *
     * @return {@code true} if this call began the execution
     */
    static boolean begin(Handle sql, UUID id, String principal) {
        return sql.createUpdate("update archive.disposal set carried_by = :principal, begun_at = now()"
                                + " where id = :id and begun_at is null")
                        .bind("id", id)
                        .bind("principal", principal)
                        .execute()
                == 1;
    }

    static void end(Handle sql, UUID id, String digest) {
        sql.createUpdate("update archive.disposal set state = 'c', ended_at = now(), digest = :digest where id = :id")
                .bind("id", id)
                .bind("digest", digest)
                .execute();
        sql.execute("update archive.picture_purge set at = now()");
    }

    static void certify(Handle sql, UUID id, byte[] certificate) {
        sql.createUpdate("update archive.disposal set certificate = :certificate where id = :id")
                .bind("id", id)
                .bind("certificate", certificate)
                .execute();
    }

    static Optional<byte[]> certificate(Handle sql, UUID id) {
        return sql.createQuery("select certificate from archive.disposal where id = :id and state = 'c'")
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne();
    }

    static Optional<Disposal> find(Handle sql, UUID id) {
        return sql.createQuery(DISPOSALS + "where p.id = :id")
                .bind("id", id)
                .map((row, context) -> disposal(row))
                .findOne();
    }

    static List<Disposal> list(Handle sql) {
        return sql.createQuery(DISPOSALS + "order by p.made_at desc limit " + MOST_LISTS)
                .map((row, context) -> disposal(row))
                .list();
    }

    private static Disposal disposal(ResultSet row) throws SQLException {
        return new Disposal(
                row.getObject("id", UUID.class),
                switch (row.getString("state")) {
                    case "l" -> "listed";
                    case "a" -> "approved";
                    default -> "carried out";
                },
                row.getObject("before", LocalDate.class),
                row.getString("made_by"),
                RetentionRepository.instant(row, "made_at"),
                row.getString("number"),
                row.getString("authority"),
                row.getString("proposed_by"),
                row.getString("approved_by"),
                RetentionRepository.instant(row, "approved_at"),
                row.getString("carried_by"),
                RetentionRepository.instant(row, "begun_at"),
                RetentionRepository.instant(row, "ended_at"),
                row.getLong("listed"),
                row.getLong("dropped"),
                row.getLong("destroyed"),
                row.getLong("sheets"),
                row.getLong("kept"),
                row.getLong("bytes"),
                row.getLong("waiting"),
                row.getString("digest"));
    }

    static List<Line> lines(Handle sql, UUID id, long after, int limit) {
        return sql.createQuery("select x.document, x.dossier, k.name, x.kept_until, x.state::text as state, x.reason"
                        + " from archive.disposal_document x join archive.kind k on k.id = x.kind"
                        + " where x.disposal = :id and x.document > :after order by x.document limit :most")
                .bind("id", id)
                .bind("after", after)
                .bind("most", limit)
                .map((row, context) -> new Line(
                        ArchiveUnit.ofDocument(row.getLong("document")),
                        ArchiveUnit.ofDossier(row.getLong("dossier")),
                        row.getString("name"),
                        row.getObject("kept_until", LocalDate.class),
                        switch (row.getString("state")) {
                            case "l" -> "listed";
                            case "x" -> "dropped";
                            default -> "destroyed";
                        },
                        row.getString("reason")))
                .list();
    }

    static Map<String, Long> reasons(Handle sql, UUID id) {
        Map<String, Long> found = new LinkedHashMap<>();
        sql.createQuery("select reason, count(*) from archive.disposal_document where disposal = :id and state = 'x'"
                        + " group by reason order by reason")
                .bind("id", id)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return found;
    }

    /** Writes the list of destroyed sheets as CSV. The same list always results in the same bytes. */
    static void writeSheets(Handle sql, UUID id, Appendable out) {
        try (Stream<String> lines = sql
                .createQuery(SHEETS)
                .bind("id", id)
                .setFetchSize(1_000)
                .map((row, context) ->
                        row.getLong("document") + "," + row.getInt("page") + "," + row.getString("sha256") + ","
                                + row.getInt("size") + "," + (row.getBoolean("kept") ? "kept" : "destroyed") + "\r\n")
                .stream()) {
            out.append("document,page,sha256,bytes,fate\r\n");
            for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
                out.append(all.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
