package city.pishkhan.citizenlogin.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Stores login slips. Times are those of the database. */
final class LoginSlipRepository {

    /** A valid slip to be compared with an entered PIN; the try is already counted. */
    record Live(UUID id, UUID person, String salt, String hash, int tries) {}

    /** A slip that was used for a login; from {@code opens} on, the slip gives access to other offices' cases. */
    record Session(UUID caseId, String office, Instant opens) {}

    /**
     * A slip to be printed.
     *
     * @param identity digest of the identity paper that was shown
     */
    record Row(
            UUID id,
            UUID person,
            UUID caseId,
            String office,
            String clerk,
            String identity,
            String salt,
            String hash) {}

    /** End of the waiting time and expiry of a new slip. */
    record Times(Instant opens, Instant expires) {}

    private LoginSlipRepository() {}

    /** Adds a slip. All previous slips of the person for the case are closed, which also ends their logins. */
    static Times put(Handle sql, Row row, Duration wait, Duration life) {
        sql.createUpdate("update citizenlogin.login_slip set closed = now()"
                        + " where person = :person and case_id = :case and closed is null")
                .bind("person", row.person())
                .bind("case", row.caseId())
                .execute();
        return sql.createQuery("insert into citizenlogin.login_slip"
                        + " (id, person, case_id, office, clerk, identity, salt, hash, opens, expires) values (:id, :person,"
                        + " :case, :office, :clerk, :identity, :salt, :hash, now() + :wait * interval '1 second',"
                        + " now() + :life * interval '1 second') returning opens, expires")
                .bind("id", row.id())
                .bind("person", row.person())
                .bind("case", row.caseId())
                .bind("office", row.office())
                .bind("clerk", row.clerk())
                .bind("identity", row.identity())
                .bind("salt", row.salt())
                .bind("hash", row.hash())
                .bind("wait", wait.toSeconds())
                .bind("life", life.toSeconds())
                .map((found, context) -> new Times(
                        found.getObject(1, OffsetDateTime.class).toInstant(),
                        found.getObject(2, OffsetDateTime.class).toInstant()))
                .one();
    }

    /** Counts a try of every valid slip of the case and returns these slips. */
    static List<Live> countTry(Handle sql, UUID caseId, int most) {
        return sql.createQuery(
                        "update citizenlogin.login_slip set tries = tries + 1 where case_id = :case and closed is null"
                                + " and used is null and expires > now() and tries < :most"
                                + " returning id, person, salt, hash, tries")
                .bind("case", caseId)
                .bind("most", most)
                .map((row, context) -> new Live(
                        row.getObject("id", UUID.class),
                        row.getObject("person", UUID.class),
                        row.getString("salt"),
                        row.getString("hash"),
                        row.getInt("tries")))
                .list();
    }

    /** @return {@code true} if the slip had been neither used nor closed before */
    static boolean tryUse(Handle sql, UUID id, String session) {
        return sql.createUpdate("update citizenlogin.login_slip set used = now(), session = :session"
                                + " where id = :id and used is null and closed is null")
                        .bind("id", id)
                        .bind("session", session)
                        .execute()
                == 1;
    }

    static void close(Handle sql, UUID id) {
        sql.createUpdate("update citizenlogin.login_slip set closed = now() where id = :id and closed is null")
                .bind("id", id)
                .execute();
    }

    static Optional<Session> session(Handle sql, UUID person, String session) {
        return sql.createQuery("select case_id, office, opens from citizenlogin.login_slip where person = :person"
                        + " and session = :session and closed is null")
                .bind("person", person)
                .bind("session", session)
                .map((row, context) -> new Session(
                        row.getObject("case_id", UUID.class),
                        row.getString("office"),
                        row.getObject("opens", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    /**
     * Closes the person's slips whose waiting time has not ended.
     *
     * @return the number of slips
     */
    static int closeUnopened(Handle sql, UUID person) {
        return sql.createUpdate("update citizenlogin.login_slip set closed = now()"
                        + " where person = :person and closed is null and opens > now() and expires > now()")
                .bind("person", person)
                .execute();
    }
}
