package city.pishkhan.sessions.internal;

import city.pishkhan.persistence.Tx;

/** Networks of successful logins in the database, whose clock applies to all nodes. */
final class LoginNetworkRepository {
    private final Tx tx;

    LoginNetworkRepository(Tx tx) {
        this.tx = tx;
    }

    boolean isKnown(String id) {
        return tx.single(sql -> sql.createQuery(
                        "select exists (select from sessions.login_network where id = :id and at > now() - interval '30 days')")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }

    /** Stores a network and deletes expired ones. */
    void put(String id) {
        tx.run(sql -> {
            sql.createUpdate("insert into sessions.login_network (id, at) values (:id, now())"
                            + " on conflict (id) do update set at = excluded.at")
                    .bind("id", id)
                    .execute();
            sql.execute("delete from sessions.login_network where at < now() - interval '30 days'");
        });
    }
}
