package city.pishkhan.cases.internal.scheduling;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.rules.CaseFacts;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.PersianDate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Updates the facts year and month of cases that depend on the date, until they are paid, because late penalties depend
 * on them. A case with a pending payment is skipped until the payment's result is known.
 */
@Component(service = MonthScheduler.class)
public final class MonthScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(MonthScheduler.class);
    private static final UUID NIL = new UUID(0, 0);
    private static final int BATCH = 50;
    private static final int MONTHS = 12;

    private final CaseRepository store;
    private final CaseEngine caseEngine;
    private final Payments payments;
    private final Journal journal;

    @Activate
    public MonthScheduler(
            @Reference CaseRepository store,
            @Reference CaseEngine caseEngine,
            @Reference Payments payments,
            @Reference Journal journal) {
        this.store = store;
        this.caseEngine = caseEngine;
        this.payments = payments;
        this.journal = journal;
    }

    /**
     * Updates year and month of all outdated cases. Several nodes may run it concurrently: each case is locked and its
     * date is checked again.
     */
    public void sweep(Instant now) {
        PersianDate day = PersianDate.of(now);
        UUID last = NIL;
        List<UUID> batch;
        do {
            batch = findOutdated(day, last);
            batch.forEach(id -> tryUpdate(id, day));
            last = batch.isEmpty() ? last : batch.get(batch.size() - 1);
        } while (batch.size() == BATCH);
    }

    private List<UUID> findOutdated(PersianDate day, UUID after) {
        return store.tx().required(sql -> sql.createQuery(
                        "select id from cases.case_file where dated and (facts ->> 'year')::int * " + MONTHS
                                + " + (facts ->> 'month')::int < :month and id > :after order by id limit :limit")
                .bind("month", day.year() * MONTHS + day.month())
                .bind("after", after)
                .bind("limit", BATCH)
                .mapTo(UUID.class)
                .list());
    }

    /** Updates one case. A failure is logged and does not stop the sweep. */
    private void tryUpdate(UUID id, PersianDate day) {
        try {
            store.tx().run(sql -> updateMonth(store.lock(id), day));
        } catch (RuntimeException e) {
            LOG.warn("The update of year and month of case {} is postponed", id, e);
        }
    }

    private void updateMonth(CaseFile file, PersianDate day) {
        if (file.state().hasEnded() || isPastPayment(file)) {
            file.stopDateUpdates();
            store.flush();
            return;
        }
        if (payments.bills(file.id()).stream().anyMatch(bill -> bill.state().equals("pending"))) {
            return;
        }
        Map<String, Object> facts = new TreeMap<>(file.facts());
        CaseFacts.date(facts, day);
        if (!facts.equals(file.facts())) {
            boolean year = !facts.get(CaseFacts.YEAR).equals(file.facts().get(CaseFacts.YEAR));
            file.facts(facts);
            journal.record(file.id(), "facts.changed", Caller.HUB, Map.of("facts", file.factsDigest()));
            file.incrementVersion();
            if (year) {
                // re-evaluate all stages, because a stage before the payment may have no tariff for the new year
                caseEngine.reevaluate(file, Caller.HUB);
            } else {
                caseEngine.advance(file, Caller.HUB);
            }
            store.flush();
        }
    }

    /** Returns {@code true} if no payment stage is at or after the present stage. */
    private boolean isPastPayment(CaseFile file) {
        List<Stage> stages = caseEngine.procedure(file).stages();
        int present = stages.indexOf(caseEngine.procedure(file).stage(file.stage()));
        return stages.subList(present, stages.size()).stream().noneMatch(stage -> stage.kind() == StageKind.PAYMENT);
    }
}
