package city.pishkhan.archive.internal;

import org.jdbi.v3.core.Handle;

/**
 * Keeps those apart who name a sheet and those who remove it, on whichever node: many may name it at once, one alone removes it. A lock
 * ends with its transaction.
 */
final class SheetLock {
    private static final String KEY = "hashtextextended('archive.sheet ' || :sha256, 0)";

    private SheetLock() {}

    /** Until the transaction ends nobody removes the sheet's bytes. */
    static void keep(Handle sql, String sha256) {
        sql.createQuery("select pg_advisory_xact_lock_shared(" + KEY + ")::text")
                .bind("sha256", sha256)
                .mapTo(String.class)
                .one();
    }

    /** @return whether nobody is about to name the sheet; then nobody is until the transaction ends */
    static boolean alone(Handle sql, String sha256) {
        return sql.createQuery("select pg_try_advisory_xact_lock(" + KEY + ")")
                .bind("sha256", sha256)
                .mapTo(Boolean.class)
                .one();
    }
}
