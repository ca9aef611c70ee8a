package city.pishkhan.archive.internal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Locks on sheets, valid on all nodes: transactions that add a reference to a sheet take the shared lock, transactions
 * that remove the sheet take the exclusive lock. Locks end with their transaction.
 */
final class SheetLock {
    /**
     * Returns a query that takes the shared locks, for use in a larger statement.
     *
     * @param all SQL parameter with the SHA-256 of the sheets
     */
    static String lockShared(String all) {
        return "select count(pg_advisory_xact_lock_shared(" + key("h") + ")) from unnest(" + all + ") h";
    }

    private SheetLock() {}

    private static String key(String sha256) {
        return "hashtextextended('archive.sheet ' || " + sha256 + ", 0)";
    }

    /** Takes the shared locks: these sheets cannot be removed until the transaction ends. */
    static void lockShared(Handle sql, List<String> sha256s) {
        sql.createQuery(lockShared(":all"))
                .bindArray("all", String.class, sha256s.toArray())
                .mapTo(Long.class)
                .one();
    }

    /**
     * Tries to take the exclusive lock, which prevents new references to the sheet until this transaction ends.
     *
     * @return {@code false} if another transaction holds a lock on the sheet
     */
    static boolean tryLockExclusive(Handle sql, String sha256) {
        return sql.createQuery("select pg_try_advisory_xact_lock(" + key(":sha256") + ")")
                .bind("sha256", sha256)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Tries to take the exclusive locks and returns the sheets that were locked. No other transaction can add
     * references to them until this one ends.
     */
    static List<String> tryLockExclusive(Handle sql, List<String> sha256s) {
        return sql.createQuery("select h from unnest(:all) h where pg_try_advisory_xact_lock(" + key("h") + ")")
                .bindArray("all", String.class, sha256s.toArray())
                .mapTo(String.class)
                .list();
    }
}
