package city.pishkhan.sessions.internal;

import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sessions in the database, by the hash of their value. The database's clock applies to all nodes. */
final class SessionRepository {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Tx tx;
    private final Duration idle;
    private final Duration life;

    /**
     * @param idle maximum time between two calls
     * @param life maximum duration of a session
     */
    SessionRepository(Tx tx, Duration idle, Duration life) {
        this.tx = tx;
        this.idle = idle;
        this.life = life;
    }

    /** @param voucher see {@link Authenticator.Token} */
    record Row(Caller caller, String voucher) {}

    /**
     * Adds a session and deletes old ones.
     *
     * @return the latest end of the session
     */
    Instant add(String id, Authenticator.Token login) {
        return tx.required(sql -> {
            sql.createUpdate("delete from sessions.session where began < now() - :kept * interval '1 second'")
                    .bind("kept", life.plus(KEPT).toSeconds())
                    .execute();
            return sql.createQuery("insert into sessions.session (id, principal, roles, person, voucher)"
                            + " values (:id, :principal, :roles, :person, :voucher) returning began")
                    .bind("id", id)
                    .bind("principal", login.caller().principal())
                    .bindArray("roles", String.class, List.copyOf(login.caller().roles()))
                    .bind("person", login.caller().person())
                    .bind("voucher", login.voucher())
                    .mapTo(Instant.class)
                    .one()
                    .plus(life);
        });
    }

    /** Finds a valid session and renews its idle time. */
    Optional<Row> touch(String id) {
        return tx.single(
                sql -> sql.createQuery("update sessions.session set seen = now() where id = :id and ended is null"
                                + " and seen > now() - :idle * interval '1 second' and began > now() - :life * interval '1 second'"
                                + " returning principal, roles, person, voucher")
                        .bind("id", id)
                        .bind("idle", idle.toSeconds())
                        .bind("life", life.toSeconds())
                        .map((row, context) -> new Row(
                                new Caller(
                                        row.getString("principal"),
                                        Set.of((String[]) row.getArray("roles").getArray()),
                                        row.getString("person")),
                                row.getString("voucher")))
                        .findOne());
    }

    void end(String id) {
        tx.single(sql -> sql.createUpdate("update sessions.session set ended = now() where id = :id and ended is null")
                .bind("id", id)
                .execute());
    }
}
