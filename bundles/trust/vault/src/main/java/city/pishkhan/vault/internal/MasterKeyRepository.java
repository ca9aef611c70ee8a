package city.pishkhan.vault.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Queries on the known master keys and the keys that they wrap. */
final class MasterKeyRepository {
    private MasterKeyRepository() {}

    static Optional<String> newest(Handle sql) {
        return sql.createQuery("select fingerprint from vault.master order by number desc limit 1")
                .mapTo(String.class)
                .findOne();
    }

    static void add(Handle sql, String fingerprint) {
        sql.createUpdate("insert into vault.master (fingerprint) values (:fingerprint) on conflict do nothing")
                .bind("fingerprint", fingerprint)
                .execute();
    }

    /** Locks the table until the end of the transaction, so that only one transaction adds a key. */
    static void lock(Handle sql) {
        sql.execute("lock table vault.master in share row exclusive mode");
    }

    static boolean isWrappingAll(Handle sql, String fingerprint) {
        return sql.createQuery(
                        "select not exists (select from vault.key where master <> :fingerprint and wrapped is not null)")
                .bind("fingerprint", fingerprint)
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns {@code true} if any wrapped key exists. */
    static boolean hasWrappedKeys(Handle sql) {
        return sql.createQuery("select exists (select from vault.key where wrapped is not null)")
                .mapTo(Boolean.class)
                .one();
    }

    static Map<String, Long> counts(Handle sql) {
        Map<String, Long> counts = new LinkedHashMap<>();
        sql.createQuery("select m.fingerprint, count(k.owner) from vault.master m"
                        + " left join vault.key k on k.master = m.fingerprint and k.wrapped is not null"
                        + " group by m.number, m.fingerprint order by m.number")
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(e -> counts.put(e.getKey(), e.getValue()));
        return counts;
    }
}
