package city.pishkhan.archive.internal;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Takes away what the index has of a person. The bytes go when the store is swept: then nobody names them any more. */
final class SheetErasure {
    private SheetErasure() {}

    /**
     * Erases their papers, and the names of files of their cases. A sheet that another holds too stays with the other.
     *
     * @param owner the person's keyed digest
     */
    static void erase(Handle sql, String owner, List<UUID> cases) {
        List<String> mine = papers(sql, owner);
        sql.createUpdate("update archive.upload set name = '' where case_id = any(:cases)")
                .bindArray("cases", UUID.class, cases.toArray())
                .execute();
        mine.stream().filter(sha256 -> SheetLock.alone(sql, sha256)).forEach(sha256 -> forget(sql, sha256));
    }

    /** Takes the person's papers from them. @return the SHA-256 of each */
    private static List<String> papers(Handle sql, String owner) {
        return sql.createQuery(
                        "with h as (delete from archive.holding where owner_kind = 'person' and owner = :owner returning sha256),"
                                + " u as (delete from archive.upload where owner = :owner returning sha256)"
                                + " select encode(sha256, 'hex') from h union select encode(sha256, 'hex') from u")
                .bind("owner", owner)
                .mapTo(String.class)
                .list();
    }

    private static void forget(Handle sql, String sha256) {
        sql.createUpdate("delete from archive.sheet s where sha256 = decode(:sha256, 'hex')"
                        + " and not exists (select from archive.holding h where h.sha256 = s.sha256)"
                        + " and not exists (select from archive.upload u where u.sha256 = s.sha256)"
                        + " and not exists (select from archive.answer_sheet a where a.sha256 = s.sha256)")
                .bind("sha256", sha256)
                .execute();
    }
}
