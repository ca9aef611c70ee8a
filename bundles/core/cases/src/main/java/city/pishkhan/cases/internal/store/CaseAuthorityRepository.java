package city.pishkhan.cases.internal.store;

import city.pishkhan.persistence.Conditions;
import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Stores how authorities apply to cases: represented owners, holders, and people whose cases are to be re-evaluated.
 */
public final class CaseAuthorityRepository {
    private static final String OPEN = "c.state in ('OPEN', 'WAITING')";
    private static final String OF_PERSON = "c.id in (select case_id from cases.applicant where person = :person"
            + " union select case_id from cases.represented_owner where person = :person"
            + " union select case_id from cases.case_authority where person = :person)";
    /** limit on the open cases of one person in a query; no person has that many */
    private static final int MOST_CASES = 10_000;

    private final Tx tx;

    CaseAuthorityRepository(Tx tx) {
        this.tx = tx;
    }

    /** The owners who are represented in the case. */
    public Set<UUID> represented(UUID caseId) {
        return tx.required(sql -> sql.createQuery("select person from cases.represented_owner where case_id = :case")
                .bind("case", caseId)
                .mapTo(UUID.class)
                .set());
    }

    /**
     * Holders of the authorities that apply to the case. The value is {@code true} if the authority is the holder's only connection with
     * the case.
     */
    public Map<UUID, Boolean> holders(UUID caseId) {
        return tx
                .required(sql -> sql.createQuery("select person, bool_or(only_by_authority) from cases.case_authority"
                                + " where case_id = :case group by person")
                        .bind("case", caseId)
                        .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getBoolean(2)))
                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The people whom the case names as owners or co-owners. */
    public Set<UUID> owners(UUID caseId) {
        return tx.required(sql -> sql.createQuery(
                        "select person from cases.applicant where case_id = :case and role in ('owner', 'co-owner')")
                .bind("case", caseId)
                .mapTo(UUID.class)
                .set());
    }

    /**
     * Records that the owner acts in person from now on.
     *
     * @return {@code true} if the owner was represented before
     */
    public boolean removeRepresented(UUID caseId, UUID owner) {
        return tx.required(
                sql -> sql.createUpdate("delete from cases.represented_owner where case_id = :case and person = :owner")
                                .bind("case", caseId)
                                .bind("owner", owner)
                                .execute()
                        == 1);
    }

    /**
     * Returns {@code true} if the owner has a guardian, also a revoked one. A guardianship that lapsed does not count, because it ends
     * when the owner comes of age.
     */
    public boolean hasGuardian(UUID owner) {
        return tx.required(sql -> sql.createQuery(
                        "select exists (select from cases.authority where owner = :owner and kind = 'GUARDIAN'"
                                + " and ended_as is distinct from 'lapsed')")
                .bind("owner", owner)
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Stores the representation with which a case was opened.
     *
     * @param owners      owners whom others represented
     * @param authorities ids of the authorities, with their holders
     * @param strangers   holders who are not owners
     */
    public void storeOpening(UUID caseId, Collection<UUID> owners, Map<UUID, UUID> authorities, Set<UUID> strangers) {
        tx.run(sql -> {
            sql.createUpdate("insert into cases.represented_owner (case_id, person) select :case, unnest(:owners)")
                    .bind("case", caseId)
                    .bindArray("owners", UUID.class, owners)
                    .execute();
            List<UUID> ids = List.copyOf(authorities.keySet());
            sql.createUpdate("insert into cases.case_authority (case_id, authority, person, only_by_authority)"
                            + " select :case, a, p, p = any(:strangers) from unnest(:ids, :persons) t (a, p)")
                    .bindArray("strangers", UUID.class, strangers)
                    .bind("case", caseId)
                    .bindArray("ids", UUID.class, ids)
                    .bindArray(
                            "persons",
                            UUID.class,
                            ids.stream().map(authorities::get).toList())
                    .execute();
        });
    }

    /** Applies a new authority to the open cases of its owner. */
    public void applyToOpenCases(UUID authority, UUID owner, UUID holder, @Nullable String subject) {
        tx.run(sql -> {
            List<UUID> cases = lockOpenCases(sql, owner, subject);
            sql.createUpdate("insert into cases.case_authority (case_id, authority, person, only_by_authority)"
                            + " select c, :authority, :holder, not exists (select from cases.applicant a where a.case_id = c"
                            + " and a.person = :holder) from unnest(:cases) c on conflict do nothing")
                    .bind("authority", authority)
                    .bind("holder", holder)
                    .bindArray("cases", UUID.class, cases)
                    .execute();
            mark(sql, cases);
        });
    }

    /** Marks the open cases of a person, so that representation is checked in them from now on. */
    public void markOpenCases(UUID person) {
        tx.run(sql -> mark(sql, lockOpenCases(sql, person, null)));
    }

    /** Locks the open cases in id order, which avoids deadlocks. */
    private static List<UUID> lockOpenCases(Handle sql, UUID person, @Nullable String subject) {
        return new Conditions()
                .and(OPEN)
                .and(OF_PERSON)
                .and("c.subject = :subject", "subject", subject)
                .query(sql, "select c.id from cases.case_file c", "order by c.id limit :most for update")
                .bind("person", person)
                .bind("most", MOST_CASES)
                .mapTo(UUID.class)
                .list();
    }

    private static void mark(Handle sql, List<UUID> cases) {
        sql.createUpdate("update cases.case_file set represented = true where id = any(:cases) and not represented")
                .bindArray("cases", UUID.class, cases)
                .execute();
    }

    /** Schedules a review of the person's open cases. */
    public void scheduleReview(UUID person) {
        tx.run(sql -> sql.createUpdate(
                        "insert into cases.authority_review (person, since) values (:person, clock_timestamp())"
                                + " on conflict (person) do update set since = excluded.since")
                .bind("person", person)
                .execute());
    }

    /**
     * People whose cases are to be reviewed, with the time at which each review was requested; the oldest requests are
     * selected first. The map is not ordered.
     */
    public Map<UUID, Instant> reviews(int limit) {
        return tx.required(sql -> sql
                .createQuery("select person, since from cases.authority_review order by since limit :most")
                .bind("most", limit)
                .map((row, context) -> Map.entry(
                        row.getObject("person", UUID.class),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Removes a person's finished request for a review, unless a newer request for the same person has replaced it. */
    public void removeReview(UUID person, Instant since) {
        tx.run(sql -> sql.createUpdate("delete from cases.authority_review where person = :person and since = :since")
                .bind("person", person)
                .bind("since", since)
                .execute());
    }

    /** Open cases in which the person takes part, by id. */
    public List<UUID> open(UUID person, UUID after, int limit) {
        return tx.required(sql -> sql.createQuery("select c.id from cases.case_file c where " + OPEN + " and "
                        + OF_PERSON + " and c.id > :after order by c.id limit :most")
                .bind("person", person)
                .bind("after", after)
                .bind("most", limit)
                .mapTo(UUID.class)
                .list());
    }

    /** The dead among these people. */
    public Set<UUID> dead(Collection<UUID> persons) {
        return new HashSet<>(
                tx.required(sql -> sql.createQuery("select id from cases.person where id = any(:persons) and dead")
                        .bindArray("persons", UUID.class, persons)
                        .mapTo(UUID.class)
                        .list()));
    }
}
