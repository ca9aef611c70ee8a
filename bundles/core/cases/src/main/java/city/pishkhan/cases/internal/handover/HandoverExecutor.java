package city.pishkhan.cases.internal.handover;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.Offices.Expert;
import city.pishkhan.api.governance.Offices.Succession;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.handover.HandoverRepository.Running;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.office.InspectionRota;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes handovers, one transaction per case. A moved case no longer belongs to the old office, so an interrupted handover resumes with
 * the remaining cases. Handovers are ordered by the institute, or by the decision that suspends an office.
 */
@Component(service = HandoverExecutor.class)
public final class HandoverExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(HandoverExecutor.class);
    /** maximum number of cases of one handover per sweep, so that other handovers make progress */
    private static final int BATCH = 200;

    private static final UUID NIL = new UUID(0, 0);

    private final CaseRepository store;
    private final CaseEngine caseEngine;
    private final Offices offices;
    private final Journal journal;
    private final InspectionRota inspectionRota;

    @Activate
    public HandoverExecutor(
            @Reference CaseRepository store,
            @Reference CaseEngine caseEngine,
            @Reference Offices offices,
            @Reference Journal journal) {
        this.store = store;
        this.caseEngine = caseEngine;
        this.offices = offices;
        this.journal = journal;
        this.inspectionRota = new InspectionRota(store.tx());
    }

    /** Moves the waiting cases in bounded batches. Each handover is executed by one node at a time. */
    public void sweep(Instant now) {
        startSuccessions(now);
        store.tx().required(HandoverRepository::running).forEach(id -> carryOut(id, now));
    }

    private void carryOut(UUID id, Instant now) {
        AtomicReference<UUID> last = new AtomicReference<>(NIL);
        int moves = 0;
        boolean more = true;
        while (more && moves < BATCH) {
            UUID before = last.get();
            try {
                more = store.tx().required(sql -> tryNext(sql, id, last, now));
                moves++;
            } catch (RuntimeException e) {
                // A case that cannot move does not stop the handover.
                more = !last.get().equals(before);
                LOG.warn("Handover {} skips case {} and retries it later", id, last, e);
            }
        }
    }

    /** Starts a handover for each suspension that requires one. A unique key ensures that only one node starts it. */
    private void startSuccessions(Instant now) {
        List<Succession> all = offices.successions(now);
        if (all.isEmpty()) {
            return;
        }
        Set<String> begun = store.tx()
                .required(sql -> HandoverRepository.findDecisionsWithHandover(
                        sql, all.stream().map(Succession::decision).toList()));
        all.stream()
                .filter(succession -> !begun.contains(succession.decision()))
                .forEach(succession -> store.tx().run(sql -> begin(sql, succession, now)));
    }

    private void begin(Handle sql, Succession succession, Instant now) {
        UUID id = Ids.next();
        String salt = UUID.randomUUID().toString();
        if (HandoverRepository.add(sql, id, succession, salt, Caller.HUB.principal(), now)) {
            journal.record(
                    null,
                    "handover.ordered",
                    Caller.HUB,
                    Map.of(
                            "handover",
                            id,
                            "from",
                            succession.from(),
                            "to",
                            succession.to(),
                            "cases",
                            succession.service() == null ? "all" : succession.service(),
                            "decision",
                            succession.decision()));
        }
    }

    /**
     * Handles the next case of a handover.
     *
     * @param last id of the case that was handled last; also set if this step fails
     * @return {@code true} if there may be more cases
     */
    private boolean tryNext(Handle sql, UUID id, AtomicReference<UUID> last, Instant now) {
        Optional<Running> claimed = HandoverRepository.claim(sql, id);
        if (claimed.isEmpty()) {
            return false;
        }
        Running handover = claimed.get();
        Optional<UUID> next = HandoverRepository.next(sql, handover, last.get());
        if (next.isEmpty() && HandoverRepository.next(sql, handover, NIL).isPresent()) {
            // Failed cases are retried in the next sweep.
            return false;
        }
        if (next.isEmpty()) {
            HandoverRepository.end(sql, id, now);
            int stuck = HandoverRepository.countStuck(sql, id);
            if (stuck > 0) {
                LOG.warn(
                        "Handover {} from office {} to {} did not move {} cases: see /committee/v1/handovers/{}",
                        id,
                        handover.from(),
                        handover.to(),
                        stuck,
                        id);
            }
            journal.record(null, "handover.ended", Caller.HUB, Map.of("handover", id));
            return false;
        }
        last.set(next.get());
        CaseFile file = store.lock(next.get());
        // The case may have moved or ended before it was locked.
        if (file.office().equals(handover.from()) && !file.state().hasEnded()) {
            if (handover.to().equals(handover.from())) {
                journal.record(
                        file.id(),
                        "case.kept",
                        Caller.HUB,
                        Map.of("office", handover.from(), "handover", handover.id()));
                HandoverRepository.recordLeft(sql, id, file.id(), "office.finishes");
                return true;
            }
            String obstacle = obstacle(file, handover, now);
            // A case that stays must not use up an expert's turn in the rota.
            Optional<Expert> expert = obstacle == null ? expert(file, handover, now) : Optional.empty();
            if (obstacle == null && file.isMunicipal() && expert.isEmpty()) {
                obstacle = "office.no-expert";
            }
            if (obstacle == null) {
                move(file, handover, expert);
                HandoverRepository.countMoved(sql, id);
            } else {
                HandoverRepository.recordLeft(sql, id, file.id(), obstacle);
            }
        }
        return true;
    }

    /** Code of the reason why the case stays, or {@code null} if it moves. */
    private String obstacle(CaseFile file, Running handover, Instant now) {
        if (offices.hindrance(file.office(), file.service(), now).isEmpty()) {
            return "office.fit";
        }
        try {
            offices.checkOpening(handover.to(), file.service(), now, () -> 0);
            return null;
        } catch (Refusal e) {
            return e.code();
        }
    }

    /**
     * The expert of the receiving office whose turn it is to inspect; empty for cases that are not municipal, or if no expert is
     * available.
     */
    private Optional<Expert> expert(CaseFile file, Running handover, Instant now) {
        if (!file.isMunicipal()) {
            return Optional.empty();
        }
        List<Expert> experts = offices.experts(file.service(), now).stream()
                .filter(expert -> expert.office().equals(handover.to()))
                .toList();
        return inspectionRota.assignNext(file.service(), file.subject(), experts, now);
    }

    private void move(CaseFile file, Running handover, Optional<Expert> expert) {
        file.assignTo(handover.to(), expert.map(Expert::login).orElse(file.expert()));
        journal.record(
                file.id(),
                "case.moved",
                Caller.HUB,
                Map.of("from", handover.from(), "to", handover.to(), "handover", handover.id()));
        file.incrementVersion();
        if (file.holdCode() != null) {
            caseEngine.advance(file, Caller.HUB);
        }
        store.flush();
    }
}
