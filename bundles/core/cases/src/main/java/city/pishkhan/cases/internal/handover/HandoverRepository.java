package city.pishkhan.cases.internal.handover;

import city.pishkhan.api.cases.Handovers.Handover;
import city.pishkhan.api.cases.Handovers.RemainingCase;
import city.pishkhan.api.governance.Offices.Succession;
import city.pishkhan.cases.internal.model.Instants;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads and writes the rows of handovers. Every method needs a transaction. */
final class HandoverRepository {
    private static final int MOST_LEFT = 200;
    private static final String OPEN = " c.state in ('OPEN', 'WAITING')";

    /**
     * A running handover, its row locked.
     *
     * @param to      receiving office; equals {@code from} if a suspended office may finish its cases
     * @param numbers numbers of the cases to move, or {@code null} for all
     * @param service the only service whose cases move, or {@code null} for all
     */
    record Running(UUID id, String from, String to, List<String> numbers, String service) {}

    private HandoverRepository() {}

    static void add(
            Handle sql,
            UUID id,
            String from,
            String to,
            List<String> numbers,
            String reason,
            String salt,
            String by,
            Instant begun) {
        sql.createUpdate("insert into cases.handover (id, from_office, to_office, numbers, reason, salt, by, begun)"
                        + " values (:id, :from, :to, :numbers, :reason, :salt, :by, :begun)")
                .bind("id", id)
                .bind("from", from)
                .bind("to", to)
                .bind("numbers", numbers.isEmpty() ? null : numbers.toArray(String[]::new))
                .bind("reason", reason)
                .bind("salt", salt)
                .bind("by", by)
                .bind("begun", begun)
                .execute();
    }

    /**
     * Adds the handover that a suspension decision requires.
     *
     * @return {@code false} if a handover of this decision already exists
     */
    static boolean add(Handle sql, UUID id, Succession succession, String salt, String by, Instant begun) {
        return sql.createUpdate("insert into cases.handover"
                                + " (id, from_office, to_office, service, decision, reason, salt, by, begun)"
                                + " values (:id, :from, :to, :service, :decision, :decision, :salt, :by, :begun)"
                                + " on conflict (decision) do nothing")
                        .bind("id", id)
                        .bind("from", succession.from())
                        .bind("to", succession.to())
                        .bind("service", succession.service())
                        .bind("decision", succession.decision())
                        .bind("salt", salt)
                        .bind("by", by)
                        .bind("begun", begun)
                        .execute()
                > 0;
    }

    /** Returns those of the given suspension decisions for which a handover already exists. */
    static Set<String> findDecisionsWithHandover(Handle sql, List<String> decisions) {
        return Set.copyOf(sql.createQuery("select decision from cases.handover where decision = any(:decisions)")
                .bindArray("decisions", String.class, decisions)
                .mapTo(String.class)
                .list());
    }

    /** Services of the office's open cases. */
    static List<String> services(Handle sql, String office, List<String> numbers) {
        return sql.createQuery("select distinct service from cases.case_file c where office = :office and" + OPEN
                        + " and (:all or number = any(:numbers)) order by service")
                .bind("office", office)
                .bind("all", numbers.isEmpty())
                .bindArray("numbers", String.class, numbers)
                .mapTo(String.class)
                .list();
    }

    /** Returns those of the case numbers that belong to no open case of either office. */
    static List<String> findForeignNumbers(Handle sql, String from, String to, List<String> numbers) {
        return sql.createQuery("select n from unnest(:numbers) n where not exists (select from cases.case_file c"
                        + " where c.number = n and c.office in (:from, :to) and" + OPEN + ") order by n")
                .bindArray("numbers", String.class, numbers)
                .bind("from", from)
                .bind("to", to)
                .mapTo(String.class)
                .list();
    }

    static List<UUID> running(Handle sql) {
        return sql.createQuery("select id from cases.handover where ended is null order by id")
                .mapTo(UUID.class)
                .list();
    }

    /** Locks a running handover until the transaction ends. Empty if it has ended or another node executes it. */
    static Optional<Running> claim(Handle sql, UUID id) {
        return sql.createQuery("select id, from_office, to_office, numbers, service from cases.handover"
                        + " where id = :id and ended is null for update skip locked")
                .bind("id", id)
                .map((row, context) -> new Running(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getArray(4) == null
                                ? null
                                : List.of((String[]) row.getArray(4).getArray()),
                        row.getString(5)))
                .findOne();
    }

    /**
     * Returns the first open case of the handover after the given id; empty if there is none. Cases that have moved or are recorded
     * as staying with the old office are skipped.
     */
    static Optional<UUID> next(Handle sql, Running handover, UUID after) {
        List<String> numbers = handover.numbers();
        return sql.createQuery("select id from cases.case_file c where office = :office and" + OPEN
                        + " and (:all or number = any(:numbers)) and (:service::text is null or service = :service) and not exists"
                        + " (select from cases.handover_left l where l.handover = :id and l.case_id = c.id)"
                        + " and id > :after order by id limit 1")
                .bind("after", after)
                .bind("office", handover.from())
                .bind("all", numbers == null)
                .bindArray("numbers", String.class, numbers == null ? List.of() : numbers)
                .bind("service", handover.service())
                .bind("id", handover.id())
                .mapTo(UUID.class)
                .findOne();
    }

    static void countMoved(Handle sql, UUID id) {
        sql.createUpdate("update cases.handover set moved = moved + 1 where id = :id")
                .bind("id", id)
                .execute();
    }

    static void recordLeft(Handle sql, UUID id, UUID caseId, String code) {
        sql.createUpdate("insert into cases.handover_left (handover, case_id, code) values (:id, :case, :code)")
                .bind("id", id)
                .bind("case", caseId)
                .bind("code", code)
                .execute();
    }

    /** Number of cases that stayed with an office that may not continue them. */
    static int countStuck(Handle sql, UUID id) {
        return sql.createQuery("select count(*) from cases.handover_left where handover = :id"
                        + " and code not in ('office.fit', 'office.finishes')")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }

    static void end(Handle sql, UUID id, Instant at) {
        sql.createUpdate("update cases.handover set ended = :at where id = :id")
                .bind("id", id)
                .bind("at", at)
                .execute();
    }

    static Optional<Handover> find(Handle sql, UUID id) {
        List<RemainingCase> left = sql.createQuery(
                        "select c.number, l.code from cases.handover_left l"
                                + " join cases.case_file c on c.id = l.case_id where l.handover = :id order by c.id limit :most")
                .bind("id", id)
                .bind("most", MOST_LEFT)
                .map((row, context) -> new RemainingCase(row.getString(1), row.getString(2)))
                .list();
        return sql.createQuery(
                        "select id, from_office, to_office, numbers, moved, by, begun, ended from cases.handover where id = :id")
                .bind("id", id)
                .map((row, context) -> new Handover(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getArray(4) == null,
                        row.getInt(5),
                        left,
                        row.getString(6),
                        Instants.of(row, 7),
                        Instants.of(row, 8)))
                .findOne();
    }
}
