package city.pishkhan.citizens.internal;

import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Codes and counts as rows, so that all nodes count as one. The database's clock decides. */
final class CodeRows {

    /** What an entry is held against. */
    record Live(UUID id, String hash) {}

    private final Tx tx;

    CodeRows(Tx tx) {
        this.tx = tx;
    }

    Tx tx() {
        return tx;
    }

    /** Lets nobody else count or change what belongs to {@code key} until the transaction ends. */
    static void hold(Handle sql, String key) {
        sql.createQuery("select pg_advisory_xact_lock(hashtextextended('citizens ' || :key, 0))::text")
                .bind("key", key)
                .mapTo(String.class)
                .one();
    }

    static int count(Handle sql, String key, Duration within) {
        return sql.createQuery("select count(*) from citizens.attempt where key = :key"
                        + " and at > now() - :seconds * interval '1 second'")
                .bind("key", key)
                .bind("seconds", within.toSeconds())
                .mapTo(Integer.class)
                .one();
    }

    static void add(Handle sql, String key) {
        sql.createUpdate("insert into citizens.attempt (key) values (:key)")
                .bind("key", key)
                .execute();
    }

    /** In the place of the code before. */
    static void put(Handle sql, UUID id, String who, String hash, Duration life) {
        sql.createUpdate("insert into citizens.code (id, who, hash, expires)"
                        + " values (:id, :who, :hash, now() + :seconds * interval '1 second')"
                        + " on conflict (who) do update set id = excluded.id, hash = excluded.hash,"
                        + " expires = excluded.expires, tries = 0")
                .bind("id", id)
                .bind("who", who)
                .bind("hash", hash)
                .bind("seconds", life.toSeconds())
                .execute();
    }

    /** Counts a try. @return empty if there is no code that may be tried now */
    static Optional<Live> tried(Handle sql, String who, int most) {
        return sql.createQuery("update citizens.code set tries = tries + 1"
                        + " where who = :who and expires > now() and tries < :most returning id, hash")
                .bind("who", who)
                .bind("most", most)
                .map((row, context) -> new Live(row.getObject("id", UUID.class), row.getString("hash")))
                .findOne();
    }

    static void use(Handle sql, UUID id) {
        sql.createUpdate("delete from citizens.code where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Forgets what counts no more. */
    static void tidy(Handle sql) {
        sql.execute("delete from citizens.attempt where at < now() - interval '1 day'");
        sql.execute("delete from citizens.code where expires < now() - interval '1 day'");
    }
}
