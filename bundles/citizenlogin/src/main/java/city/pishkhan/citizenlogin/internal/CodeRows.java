package city.pishkhan.citizenlogin.internal;

import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Codes and counts as rows, so that all nodes count as one. The database's clock decides. */
final class CodeRows {

    /**
     * What an entry is held against.
     *
     * @param own    whether it was asked for from the network where it is entered
     * @param tries  from that network, or else from all others
     * @param proved the number to which it went, or {@code null}
     * @param owned  the mobile, sealed, if the register says that it is the person's
     */
    record Live(UUID id, String hash, boolean own, int tries, String proved, byte[] owned) {}

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

    /** In the place of the code before from the same network. */
    static void put(Handle sql, UUID id, String who, String source, String hash, Duration life) {
        sql.createUpdate("insert into citizens.code (id, who, source, hash, expires)"
                        + " values (:id, :who, :source, :hash, now() + :seconds * interval '1 second')"
                        + " on conflict (who, source) do update set id = excluded.id, hash = excluded.hash,"
                        + " expires = excluded.expires, tries = 0, strange = 0, proved = null, owned = null")
                .bind("id", id)
                .bind("who", who)
                .bind("source", source)
                .bind("hash", hash)
                .bind("seconds", life.toSeconds())
                .execute();
    }

    /** Writes down where a code goes, before it goes. */
    static void proves(Handle sql, UUID id, String number, byte[] owned) {
        sql.createUpdate("update citizens.code set proved = :number, owned = :owned where id = :id")
                .bind("id", id)
                .bind("owned", owned)
                .bind("number", number)
                .execute();
    }

    /** Counts a try of every code that may be meant. @return the codes that may be tried now */
    static List<Live> tried(Handle sql, String who, String source, int most) {
        return sql
                .createQuery("update citizens.code set tries = tries + (source = :source)::int,"
                        + " strange = strange + (source <> :source)::int where who = :who and expires > now()"
                        + " returning id, hash, source = :source own,"
                        + " case when source = :source then tries else strange end tries, proved, owned")
                .bind("who", who)
                .bind("source", source)
                .map((row, context) -> new Live(
                        row.getObject("id", UUID.class),
                        row.getString("hash"),
                        row.getBoolean("own"),
                        row.getInt("tries"),
                        row.getString("proved"),
                        row.getBytes("owned")))
                .stream()
                .filter(live -> live.tries <= most)
                .toList();
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
        sql.execute("delete from citizens.counter_code where expires < now() - interval '1 day'");
    }

    /** Forgets what was asked for in somebody's name. */
    static void erase(Handle sql, String who) {
        sql.createUpdate("delete from citizens.code where who = :who")
                .bind("who", who)
                .execute();
    }
}
