package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link CaseEvents}: passes events from other modules to the engine. */
@Component(service = CaseEvents.class)
public final class CaseEventService implements CaseEvents {
    /** Stages that wait for payments. A certificate also waits if a paid bill becomes unpaid again. */
    private static final Set<StageKind> WAIT_FOR_PAYMENTS = EnumSet.of(StageKind.PAYMENT, StageKind.CERTIFICATE);

    private static final Set<State> OVER = EnumSet.of(State.REFUSED, State.WITHDRAWN);

    private final CaseRepository store;
    private final CaseEngine caseEngine;
    private final Certificates certificates;
    private final Journal journal;

    @Activate
    public CaseEventService(
            @Reference CaseRepository store,
            @Reference CaseEngine caseEngine,
            @Reference Certificates certificates,
            @Reference Journal journal) {
        this.store = store;
        this.caseEngine = caseEngine;
        this.certificates = certificates;
        this.journal = journal;
    }

    @Override
    public void lock(UUID caseId) {
        store.lock(caseId);
    }

    @Override
    public String lockAndFindOffice(UUID caseId) {
        return store.lock(caseId).office();
    }

    @Override
    public void paymentChanged(UUID caseId) {
        store.tx().run(sql -> {
            CaseFile file = store.lock(caseId);
            if (!file.state().hasEnded()
                    && WAIT_FOR_PAYMENTS.contains(
                            caseEngine.step(file, Caller.HUB).stage().kind())) {
                caseEngine.advance(file, Caller.HUB);
            }
        });
    }

    @Override
    public boolean paymentReversed(UUID caseId, String why) {
        return store.tx().required(sql -> {
            CaseFile file = store.lock(caseId);
            if (OVER.contains(file.state())) {
                return false;
            }
            boolean held = certificates.placeOnHold(caseId, why);
            journal.record(
                    caseId,
                    "case.payment-taken-back",
                    Caller.HUB,
                    Map.of("stage", file.stage(), "code", why, "held", held));
            file.incrementVersion();
            return true;
        });
    }

    @Override
    public void paymentRestored(UUID caseId) {
        store.tx().run(sql -> {
            CaseFile file = store.lock(caseId);
            if (certificates.release(caseId)) {
                file.incrementVersion();
            }
        });
    }
}
