package city.pishkhan.cases.internal.scheduling;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.engine.StageExperts;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Re-evaluates held cases when the reason for the hold may have ended, for example because a suspension has ended or an expert is
 * available again.
 */
@Component(service = HoldScheduler.class)
public final class HoldScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(HoldScheduler.class);
    private static final UUID NIL = new UUID(0, 0);
    private static final int BATCH = 100;

    /**
     * A group of cases that are held for the same reason. {@code stage}, {@code ruleSet} and {@code holdText} are {@code
     * null} unless an expert is missing.
     *
     * @param stage    stage that lacks an expert
     * @param ruleSet  hash of the cases' rule set
     * @param holdText English text of the hold
     */
    private record HeldGroup(
            String office, String service, String code, String stage, String ruleSet, String holdText) {}

    private final CaseRepository store;
    private final CaseEngine caseEngine;
    private final Offices offices;

    @Activate
    public HoldScheduler(
            @Reference CaseRepository store, @Reference CaseEngine caseEngine, @Reference Offices offices) {
        this.store = store;
        this.caseEngine = caseEngine;
        this.offices = offices;
    }

    /**
     * Re-evaluates the held cases whose reason for the hold may have ended. Several nodes may run it concurrently: each
     * case is locked and its hold is checked again.
     */
    public void sweep(Instant now) {
        store
                .tx()
                .required(sql -> sql.createQuery(
                                // holds because of authorities are handled by AuthorityScheduler
                                "select distinct office, service, held, case when held = :expert then stage end,"
                                        + " case when held = :expert then rule_set end, case when held = :expert then held_en end"
                                        + " from cases.case_file where held is not null and held not like 'authority.%'")
                        .bind("expert", StageExperts.CODE)
                        .map((row, context) -> new HeldGroup(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)))
                        .list())
                .stream()
                .filter(held -> hasChanged(held, now))
                .map(held -> new HeldGroup(held.office(), held.service(), held.code(), null, null, null))
                .distinct()
                .forEach(this::reevaluateGroup);
    }

    private boolean hasChanged(HeldGroup held, Instant now) {
        if (held.stage() != null) {
            return !Optional.of(held.holdText())
                    .equals(caseEngine
                            .missingExpert(held.office(), held.service(), held.ruleSet(), held.stage())
                            .map(Refusal::english));
        }
        return !held.code()
                .equals(offices.hindrance(held.office(), held.service(), now)
                        .map(Refusal::code)
                        .orElse(null));
    }

    private void reevaluateGroup(HeldGroup held) {
        UUID last = NIL;
        List<UUID> batch;
        do {
            batch = batch(held, last);
            batch.forEach(this::tryReevaluate);
            last = batch.isEmpty() ? last : batch.get(batch.size() - 1);
        } while (batch.size() == BATCH);
    }

    private List<UUID> batch(HeldGroup held, UUID after) {
        return store.tx().required(sql -> sql.createQuery("select id from cases.case_file where office = :office"
                        + " and service = :service and held = :code and id > :after order by id limit :limit")
                .bind("office", held.office())
                .bind("service", held.service())
                .bind("code", held.code())
                .bind("after", after)
                .bind("limit", BATCH)
                .mapTo(UUID.class)
                .list());
    }

    /** Evaluates one case. A failure is logged and does not stop the sweep. */
    private void tryReevaluate(UUID id) {
        try {
            store.tx().run(sql -> {
                CaseFile file = store.lock(id);
                // do not increment the version of a case whose hold is unchanged
                if (file.holdCode() != null && !caseEngine.isStillHeld(file)) {
                    caseEngine.advance(file, Caller.HUB);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("The check of held case {} is postponed", id, e);
        }
    }
}
