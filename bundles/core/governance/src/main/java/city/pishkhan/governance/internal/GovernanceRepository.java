package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.Offices.Application;
import city.pishkhan.api.governance.Offices.Contract;
import city.pishkhan.api.governance.Offices.Qualification;
import city.pishkhan.governance.internal.experts.ExpertRepository;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the rows of the schema {@code governance} and keeps a snapshot of them in memory, which every call reads. A change is in
 * the snapshot of its own node at once, and of other nodes within {@value #LOOK_MS} ms.
 */
@Component(service = GovernanceRepository.class)
public final class GovernanceRepository {
    private static final Logger LOG = LoggerFactory.getLogger(GovernanceRepository.class);
    private static final long LOOK_MS = 500;

    private final Tx tx;
    private final PeriodicTask periodicTask;
    private volatile RegisterSnapshot registerSnapshot;

    @Activate
    public GovernanceRepository(@Reference Tx tx, @Reference Schemas schemas) {
        this.tx = tx;
        schemas.migrate(GovernanceRepository.class, "governance");
        registerSnapshot = tx.required(GovernanceRepository::load);
        periodicTask = PeriodicTask.of("governance-snapshot", this::refresh)
                .allowInQuarantine()
                .startEvery(Duration.ofMillis(LOOK_MS));
    }

    @Deactivate
    public void stop() {
        periodicTask.close();
    }

    Tx tx() {
        return tx;
    }

    RegisterSnapshot view() {
        return registerSnapshot;
    }

    /**
     * Returns the current snapshot, including changes by other nodes. Further changes of the register wait until the
     * caller's transaction has ended.
     */
    RegisterSnapshot loadNewest() {
        return tx.required(sql -> {
            UUID revision = sql.createQuery("select governance.steady()")
                    .mapTo(UUID.class)
                    .one();
            RegisterSnapshot known = registerSnapshot;
            return revision.equals(known.revision()) ? known : load(sql);
        });
    }

    /** Runs a change. Changes are serialized, and the snapshot is reloaded after the commit. */
    <T> T change(Function<Handle, T> work) {
        return tx.required(sql -> {
            // waits for running transactions that rely on an unchanged register and called the SQL function
            // governance.steady()
            sql.execute("select pg_advisory_xact_lock(hashtext('governance.revision'))");
            sql.execute("update governance.revision set id = gen_random_uuid()");
            tx.afterCommit(this::refresh);
            return work.apply(sql);
        });
    }

    /** Reloads the snapshot if the revision has changed. Synchronized, so that an older snapshot never replaces a newer one. */
    private synchronized void refresh() {
        try {
            if (!tx.single(GovernanceRepository::revision).equals(registerSnapshot.revision())) {
                registerSnapshot = tx.separate(GovernanceRepository::load);
            }
        } catch (RuntimeException e) {
            LOG.warn("Reading the catalogue is retried later: {}", e.toString());
        }
    }

    private static UUID revision(Handle sql) {
        return sql.createQuery("select id from governance.revision")
                .mapTo(UUID.class)
                .one();
    }

    /** Reads all rows of one revision. */
    static RegisterSnapshot load(Handle sql) {
        // the revision is read before the rows: if the rows change in between, their newer revision causes another
        // reload
        UUID revision = revision(sql);
        Map<String, Contract> contracts = new HashMap<>();
        sql.createQuery("select distinct on (office) office, number, valid_from, valid_until from governance.contract"
                        + " order by office, id desc")
                .map((row, context) -> Map.entry(
                        row.getString(1),
                        new Contract(
                                row.getString(2),
                                row.getObject(3, LocalDate.class),
                                row.getObject(4, LocalDate.class))))
                .forEach(row -> contracts.put(row.getKey(), row.getValue()));
        Map<String, List<Qualification>> qualifications = qualifications(sql);
        List<RegisterSnapshot.Row> offices = sql.createQuery("select code, name, district from governance.office")
                .map((row, context) -> new RegisterSnapshot.Row(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        contracts.get(row.getString(1)),
                        qualifications.getOrDefault(row.getString(1), List.of())))
                .list();
        List<Decision> adopted =
                DecisionRepository.listAdopted(sql, List.of(Kind.EXPOSE, Kind.WITHDRAW, Kind.SANCTION, Kind.APPEAL));
        return new RegisterSnapshot(revision, offices, adopted, AppealRepository.all(sql), ExpertRepository.load(sql));
    }

    private static Map<String, List<Qualification>> qualifications(Handle sql) {
        Map<String, Map<List<String>, Qualification>> newest = new HashMap<>();
        sql.createQuery("select office, id, service, expert, expert_name, valid_from, valid_until, registered, noted"
                        + " from governance.qualification order by seq")
                .map((row, context) -> Map.entry(
                        row.getString(1),
                        new Qualification(
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getObject(6, LocalDate.class),
                                row.getObject(7, LocalDate.class),
                                row.getObject(8, UUID.class),
                                Optional.ofNullable(row.getObject(9, LocalDate.class))
                                        .map(noted -> noted.plusDays(Offices.GRACE_DAYS))
                                        .orElse(null))))
                .forEach(row -> newest.computeIfAbsent(row.getKey(), o -> new LinkedHashMap<>())
                        .put(List.of(row.getValue().service(), row.getValue().expert()), row.getValue()));
        Map<String, List<Qualification>> lists = new HashMap<>();
        newest.forEach((office, held) -> lists.put(office, new ArrayList<>(held.values())));
        return lists;
    }

    static void add(Handle sql, Application office, String by) {
        int added = sql.createUpdate("insert into governance.office (code, name, district, applied_by)"
                        + " values (:code, :name, :district, :by) on conflict (code) do nothing")
                .bind("code", office.code())
                .bind("name", office.name())
                .bind("district", office.district())
                .bind("by", by)
                .execute();
        if (added == 0) {
            throw Refusal.conflict("office.known", office.code());
        }
    }

    static void add(Handle sql, String office, Contract contract, String by) {
        sql.createUpdate("insert into governance.contract (office, number, valid_from, valid_until, by)"
                        + " values (:office, :number, :from, :until, :by)")
                .bind("office", office)
                .bind("number", contract.number())
                .bind("from", contract.from())
                .bind("until", contract.until())
                .bind("by", by)
                .execute();
    }

    static void add(Handle sql, String office, Qualification q, String by) {
        sql.createUpdate("insert into governance.qualification"
                        + " (id, office, service, expert, expert_name, valid_from, valid_until, registered, by)"
                        + " values (:id, :office, :service, :expert, :name, :from, :until, :registered, :by)")
                .bind("id", q.id())
                .bind("office", office)
                .bind("service", q.service())
                .bind("expert", q.expert())
                .bind("name", q.expertName())
                .bind("registered", q.registered())
                .bind("from", q.from())
                .bind("until", q.until())
                .bind("by", by)
                .execute();
    }
}
