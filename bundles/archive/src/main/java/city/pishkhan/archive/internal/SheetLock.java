package city.pishkhan.archive.internal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Keeps those apart who name a sheet and those who remove it, on whichever node: many may name it at once, one alone removes it. A lock
 * ends with its transaction.
 */
final class SheetLock {
    /** For a statement that does more. @param all the parameter that holds the SHA-256 of the sheets */
    static String keep(String all) {
        return "select count(pg_advisory_xact_lock_shared(" + key("h") + ")) from unnest(" + all + ") h";
    }

    private SheetLock() {}

    private static String key(String sha256) {
        return "hashtextextended('archive.sheet ' || " + sha256 + ", 0)";
    }

    /** Until the transaction ends nobody removes the bytes of these sheets. */
    static void keep(Handle sql, List<String> sha256s) {
        sql.createQuery(keep(":all"))
                .bindArray("all", String.class, sha256s.toArray())
                .mapTo(Long.class)
                .one();
    }

    /** @return whether nobody is about to name the sheet; then nobody is until the transaction ends */
    static boolean alone(Handle sql, String sha256) {
        return sql.createQuery("select pg_try_advisory_xact_lock(" + key(":sha256") + ")")
                .bind("sha256", sha256)
                .mapTo(Boolean.class)
                .one();
    }

    /** Those of these sheets that nobody is about to name; then nobody is until the transaction ends. */
    static List<String> alone(Handle sql, List<String> sha256s) {
        return sql.createQuery("select h from unnest(:all) h where pg_try_advisory_xact_lock(" + key("h") + ")")
                .bindArray("all", String.class, sha256s.toArray())
                .mapTo(String.class)
                .list();
    }
}
