package city.pishkhan.cases.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.CaseEvents;
import city.pishkhan.api.StageKind;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link CaseEvents}: what other rooms tell the engine. */
@Component(service = CaseEvents.class)
public final class CaseSignals implements CaseEvents {
    private final CaseStore store;
    private final Engine engine;

    @Activate
    public CaseSignals(@Reference CaseStore store, @Reference Engine engine) {
        this.store = store;
        this.engine = engine;
    }

    @Override
    public void lock(UUID caseId) {
        store.lock(caseId);
    }

    @Override
    public String office(UUID caseId) {
        return store.lock(caseId).office;
    }

    @Override
    public void paymentChanged(UUID caseId) {
        store.tx().run(sql -> {
            CaseFile file = store.lock(caseId);
            if (engine.step(file, Caller.HUB).stage().kind() == StageKind.PAYMENT) {
                engine.look(file, Caller.HUB);
                store.flush();
            }
        });
    }
}
