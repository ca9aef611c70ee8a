package city.pishkhan.archive.internal;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Erases a person from the index. The sweep of the store later removes the content, because the index no longer names it. */
final class SheetErasure {
    private static final String PAPERS =
            "with p as (delete from archive.person where key = archive.key_of(decode(:owner, 'hex'))"
                    + " and encode(digest, 'hex') = :owner returning key),"
                    + " h as (delete from archive.holding where owner in (select key from p) returning document),"
                    + " s as (delete from archive.sheet where document in (select document from h) returning content),"
                    + " x as (delete from archive.secret_sheet where document in (select document from h)),"
                    + " d as (delete from archive.document where id in (select document from h)),"
                    + " f as (delete from archive.dossier where owner in (select key from p)),"
                    + " u as (delete from archive.upload where owner = :owner returning sha256)"
                    + " select encode(c.sha256, 'hex') from p, s, archive.content c"
                    + " where c.person = p.key and archive.prefix(c.sha256) = s.content"
                    + " union select encode(sha256, 'hex') from u";

    private SheetErasure() {}

    /**
     * Erases a person's papers and the file names of the person's cases. A sheet that also belongs to another owner remains with that
     * owner.
     *
     * @param owner the person's keyed digest
     */
    static void erase(Handle sql, String owner, List<UUID> cases) {
        List<String> mine = deletePapers(sql, owner);
        sql.createUpdate("update archive.upload set name = '' where case_id = any(:cases)")
                .bindArray("cases", UUID.class, cases.toArray())
                .execute();
        sql.createUpdate("delete from archive.resumable where case_id = any(:cases)")
                .bindArray("cases", UUID.class, cases.toArray())
                .execute();
        mine.stream()
                .filter(sha256 -> SheetLock.tryLockExclusive(sql, sha256))
                .forEach(sha256 -> deleteContent(sql, owner, sha256));
    }

    /**
     * Deletes the person's papers from the index.
     *
     * @return SHA-256 of each sheet
     */
    private static List<String> deletePapers(Handle sql, String owner) {
        return sql.createQuery(PAPERS).bind("owner", owner).mapTo(String.class).list();
    }

    /** Deletes the person's content record of a sheet. Records of other persons with identical content remain. */
    private static void deleteContent(Handle sql, String owner, String sha256) {
        sql.createUpdate(
                        "delete from archive.content where person = archive.key_of(decode(:owner, 'hex'))"
                                + " and archive.prefix(sha256) = archive.prefix(decode(:sha256, 'hex')) and sha256 = decode(:sha256, 'hex')")
                .bind("owner", owner)
                .bind("sha256", sha256)
                .execute();
    }

    /**
     * Returns {@code true} if one of the person's papers is under legal hold.
     *
     * @param owner the person's keyed digest
     */
    static boolean hasLegalHold(Handle sql, String owner) {
        return sql.createQuery(
                        "select exists (select from archive.dossier o where o.owner = archive.key_of(decode(:owner, 'hex'))"
                                + " and (exists (select from archive.legal_hold l where l.dossier = o.id and l.lifted_at is null)"
                                + " or exists (select from archive.document d join archive.legal_hold l on l.document = d.id"
                                + " and l.lifted_at is null where d.dossier = o.id)))")
                .bind("owner", owner)
                .mapTo(Boolean.class)
                .one();
    }
}
