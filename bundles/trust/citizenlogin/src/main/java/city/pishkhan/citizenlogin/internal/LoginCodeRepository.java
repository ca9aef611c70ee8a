package city.pishkhan.citizenlogin.internal;

import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores codes and counts in the database, so that all nodes share them. Times are those of the database. */
final class LoginCodeRepository {

    /**
     * A valid code to be compared with an entry.
     *
     * @param sameNetwork      {@code true} if it was requested from the network of the entry
     * @param tries            number of tries from that network if {@code sameNetwork}, otherwise from all other networks together
     * @param sentTo           the number to which it was sent, or {@code null}
     * @param registeredMobile the encrypted mobile if the register confirms that it belongs to the person; otherwise {@code null}
     */
    record Live(
            UUID id, String hash, boolean sameNetwork, int tries, String sentTo, byte @Nullable [] registeredMobile) {}

    private final Tx tx;

    LoginCodeRepository(Tx tx) {
        this.tx = tx;
    }

    Tx tx() {
        return tx;
    }

    /** Acquires a lock for {@code key} until the transaction ends. */
    static void lock(Handle sql, String key) {
        sql.createQuery("select pg_advisory_xact_lock(hashtextextended('citizens ' || :key, 0))::text")
                .bind("key", key)
                .mapTo(String.class)
                .one();
    }

    static int count(Handle sql, String key, Duration within) {
        return sql.createQuery("select count(*) from citizenlogin.attempt where key = :key"
                        + " and at > now() - :seconds * interval '1 second'")
                .bind("key", key)
                .bind("seconds", within.toSeconds())
                .mapTo(Integer.class)
                .one();
    }

    static void add(Handle sql, String key) {
        sql.createUpdate("insert into citizenlogin.attempt (key) values (:key)")
                .bind("key", key)
                .execute();
    }

    /** Stores a code. It replaces the previous code requested from the same network. */
    static void put(Handle sql, UUID id, String who, String source, String hash, Duration life) {
        sql.createUpdate(
                        "insert into citizenlogin.code (id, person_digest, source, hash, expires)"
                                + " values (:id, :who, :source, :hash, now() + :seconds * interval '1 second')"
                                + " on conflict (person_digest, source) do update set id = excluded.id, hash = excluded.hash,"
                                + " expires = excluded.expires, tries = 0, foreign_tries = 0, proved = null, owned_mobile = null")
                .bind("id", id)
                .bind("who", who)
                .bind("source", source)
                .bind("hash", hash)
                .bind("seconds", life.toSeconds())
                .execute();
    }

    /** Records the number to which a code is about to be sent. */
    static void recordNumber(Handle sql, UUID id, String number, byte @Nullable [] registeredMobile) {
        sql.createUpdate("update citizenlogin.code set proved = :number, owned_mobile = :owned where id = :id")
                .bind("id", id)
                .bind("owned", registeredMobile)
                .bind("number", number)
                .execute();
    }

    /**
     * Counts a try of every code of the person.
     *
     * @return the codes that have tries left
     */
    static List<Live> countTry(Handle sql, String who, String source, int most) {
        return sql
                .createQuery("update citizenlogin.code set tries = tries + (source = :source)::int,"
                        + " foreign_tries = foreign_tries + (source <> :source)::int where person_digest = :who and expires > now()"
                        + " returning id, hash, source = :source own,"
                        + " case when source = :source then tries else foreign_tries end tries, proved, owned_mobile")
                .bind("who", who)
                .bind("source", source)
                .map((row, context) -> new Live(
                        row.getObject("id", UUID.class),
                        row.getString("hash"),
                        row.getBoolean("own"),
                        row.getInt("tries"),
                        row.getString("proved"),
                        row.getBytes("owned_mobile")))
                .stream()
                .filter(live -> live.tries <= most)
                .toList();
    }

    static void delete(Handle sql, UUID id) {
        sql.createUpdate("delete from citizenlogin.code where id = :id")
                .bind("id", id)
                .execute();
    }

    static void deleteExpired(Handle sql) {
        sql.execute("delete from citizenlogin.attempt where at < now() - interval '1 day'");
        sql.execute("delete from citizenlogin.code where expires < now() - interval '1 day'");
        sql.execute("delete from citizenlogin.counter_code where expires < now() - interval '1 day'");
    }

    /** Deletes the codes requested for a person. */
    static void erase(Handle sql, String who) {
        sql.createUpdate("delete from citizenlogin.code where person_digest = :who")
                .bind("who", who)
                .execute();
    }
}
