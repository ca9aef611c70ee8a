package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.security.CitizenProofs.Proof;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Stores mobile numbers that were proved to belong to a person. Times are those of the database. */
final class NumberProofRepository {
    private static final String COLUMNS =
            "id, person, number, mobile, method, office, case_id, pending_until, previous";
    private static final String ACTIVE =
            "(until is null or until > now()) and used > now() - :lapse * interval '1 second'";
    /** maximum number of replaced proofs that {@code chain} follows */
    private static final int DEEPEST = 20;

    private static final int MOST_LISTED = 200;

    /**
     * The proof of a number.
     *
     * @param mobile       encrypted with the person's key
     * @param method       {@code counter} or {@code register}
     * @param office       office that confirmed it; like {@code caseId}, {@code null} for a proof by the register
     * @param pendingUntil end of the waiting time of a change, or {@code null}
     * @param previous     the proof that it replaces, or {@code null}
     */
    record Row(
            UUID id,
            UUID person,
            String number,
            byte[] mobile,
            String method,
            String office,
            UUID caseId,
            Instant pendingUntil,
            UUID previous) {
        boolean isFromRegister() {
            return method.equals("register");
        }

        boolean isWaiting(Instant now) {
            return pendingUntil != null && pendingUntil.isAfter(now);
        }
    }

    private NumberProofRepository() {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                row.getString("number"),
                row.getBytes("mobile"),
                row.getString("method"),
                row.getString("office"),
                row.getObject("case_id", UUID.class),
                instant(row, "pending_until"),
                row.getObject("previous", UUID.class));
    }

    /** Returns the valid proofs of a person, the latest first. */
    static List<Row> active(Handle sql, UUID person, Duration lapse) {
        return sql.createQuery("select " + COLUMNS + " from citizenlogin.number_proof where person = :person and "
                        + ACTIVE + " order by proved desc, id desc")
                .bind("person", person)
                .bind("lapse", lapse.toSeconds())
                .map((row, context) -> row(row))
                .list();
    }

    /** Returns the valid proof of a number, followed by the proofs that it replaced; empty if the number is not proved. */
    static List<Row> chain(Handle sql, UUID person, String number, Duration lapse) {
        return sql.createQuery("with recursive chain as (select p.*, 0 as depth from citizenlogin.number_proof p"
                        + " where p.person = :person and p.number = :number and " + ACTIVE
                        + " union all select b.*, c.depth + 1 from citizenlogin.number_proof b"
                        + " join chain c on b.id = c.previous where c.depth < :deepest)"
                        + " select " + COLUMNS + " from chain order by depth")
                .bind("person", person)
                .bind("number", number)
                .bind("lapse", lapse.toSeconds())
                .bind("deepest", DEEPEST)
                .map((row, context) -> row(row))
                .list();
    }

    /**
     * Returns a proof that has not ended. A caller that changes it must first hold the lock of the person, before any
     * lock of a row.
     */
    static Optional<Row> find(Handle sql, UUID id) {
        return sql.createQuery("select " + COLUMNS + " from citizenlogin.number_proof where id = :id"
                        + " and (until is null or until > now())")
                .bind("id", id)
                .map((row, context) -> row(row))
                .findOne();
    }

    /** @param wait waiting time, or {@code null} if the proof takes effect at once */
    static Row add(Handle sql, Row row, Duration wait) {
        return sql.createQuery("insert into citizenlogin.number_proof"
                        + " (id, person, number, mobile, method, office, case_id, pending_until, previous)"
                        + " values (:id, :person, :number, :mobile, :way, :office, :case::uuid,"
                        + " now() + :wait::bigint * interval '1 second', :before::uuid) returning " + COLUMNS)
                .bind("id", row.id())
                .bind("person", row.person())
                .bind("number", row.number())
                .bind("mobile", row.mobile())
                .bind("way", row.method())
                .bind("office", row.office())
                .bind("case", row.caseId())
                .bind("wait", wait == null ? null : wait.toSeconds())
                .bind("before", row.previous())
                .map((found, context) -> row(found))
                .one();
    }

    /** Lets all other proofs of the person end when the waiting time of the given proof ends. */
    static void setEndOfOtherProofs(Handle sql, Row by) {
        sql.createUpdate(
                        "update citizenlogin.number_proof set until = coalesce(:waits::timestamptz, now()), ended_by = :by"
                                + " where person = :person and id <> :by and (until is null or until >"
                                + " coalesce(:waits::timestamptz, now()))")
                .bind(
                        "waits",
                        by.pendingUntil() == null ? null : by.pendingUntil().atOffset(ZoneOffset.UTC))
                .bind("by", by.id())
                .bind("person", by.person())
                .execute();
    }

    /** Ends the waiting time of a change, and ends all other proofs of the person. */
    static void endWaitingTime(Handle sql, Row row) {
        sql.createUpdate("update citizenlogin.number_proof set pending_until = null where id = :id")
                .bind("id", row.id())
                .execute();
        sql.createUpdate(
                        "update citizenlogin.number_proof set until = least(until, now()), ended_by = coalesce(ended_by,"
                                + " :id) where person = :person and id <> :id")
                .bind("person", row.person())
                .bind("id", row.id())
                .execute();
    }

    static void recordUse(Handle sql, UUID person, String number, Duration lapse) {
        sql.createUpdate(
                        "update citizenlogin.number_proof set used = now() where person = :person and number = :number and "
                                + ACTIVE)
                .bind("person", person)
                .bind("number", number)
                .bind("lapse", lapse.toSeconds())
                .execute();
    }

    static void markRegistered(Handle sql, UUID id) {
        sql.createUpdate("update citizenlogin.number_proof set method = 'register', used = now() where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Returns the waiting changes of a person's number, except the given one. */
    static List<UUID> findWaitingChanges(Handle sql, UUID person, UUID except) {
        return sql.createQuery("select id from citizenlogin.number_proof where person = :person and id <> :but"
                        + " and pending_until > now() and (until is null or until > now()) for update")
                .bind("person", person)
                .bind("but", except)
                .mapTo(UUID.class)
                .list();
    }

    /** Cancels changes of a number, and removes the end time that these changes had set for previous proofs. */
    static void cancelChanges(Handle sql, List<UUID> ids) {
        sql.createUpdate("update citizenlogin.number_proof set until = now() where id = any(:ids)")
                .bindArray("ids", UUID.class, ids)
                .execute();
        sql.createUpdate("update citizenlogin.number_proof set until = null, ended_by = null"
                        + " where ended_by = any(:ids) and until > now() and id <> all(:ids)")
                .bindArray("ids", UUID.class, ids)
                .execute();
    }

    /** Returns the latest end of waiting changes of these people. */
    static Optional<Instant> latestWaitingEnd(Handle sql, Collection<UUID> persons) {
        return sql.createQuery("select max(pending_until) from citizenlogin.number_proof where person = any(:persons)"
                        + " and pending_until > now() and (until is null or until > now())")
                .bindArray("persons", UUID.class, persons)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant);
    }

    /** Formats an encrypted mobile for display. */
    @FunctionalInterface
    interface Shown {
        String mobile(UUID person, UUID id, byte[] sealed);
    }

    /** Returns numbers and slips of these people, the newest first. */
    static List<Proof> list(Handle sql, Collection<UUID> persons, Duration lapse, Shown shown) {
        return sql.createQuery(
                        """
                select * from (select id, person, method kind, mobile, office, proved made, used, pending_until,
                case when until <= now() then 'ended' when used <= now() - :lapse * interval '1 second'
                then 'lapsed' else 'good' end state from citizenlogin.number_proof where person = any(:persons)
                union all select id, person, 'slip', null, office, issued, used, opens,
                case when closed is not null then 'ended' when used is not null then 'used'
                when expires <= now() then 'lapsed' else 'good' end from citizenlogin.login_slip where person = any(:persons)) all_of_them
                order by made desc, id desc limit :most""")
                .bindArray("persons", UUID.class, persons)
                .bind("lapse", lapse.toSeconds())
                .bind("most", MOST_LISTED)
                .map((row, context) -> {
                    UUID person = row.getObject("person", UUID.class);
                    byte[] mobile = row.getBytes("mobile");
                    return new Proof(
                            person,
                            row.getString("kind"),
                            mobile == null ? null : shown.mobile(person, row.getObject("id", UUID.class), mobile),
                            row.getString("office"),
                            instant(row, "made"),
                            instant(row, "used"),
                            instant(row, "pending_until"),
                            row.getString("state"));
                })
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }
}
