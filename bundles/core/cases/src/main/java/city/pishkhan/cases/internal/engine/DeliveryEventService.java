package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.DeliveryEvents;
import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.authority.CaseRepresentation;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link DeliveryEvents}: passes events from the deliveries module to the engine. */
@Component(service = DeliveryEvents.class)
public final class DeliveryEventService implements DeliveryEvents {
    private final CaseRepository store;
    private final CaseEngine caseEngine;
    private final Certificates certificates;
    private final CaseRepresentation representation;

    @Activate
    public DeliveryEventService(
            @Reference CaseRepository store, @Reference CaseEngine caseEngine, @Reference Certificates certificates) {
        this.store = store;
        this.caseEngine = caseEngine;
        this.certificates = certificates;
        this.representation = new CaseRepresentation(store);
    }

    @Override
    public DeliveryCase lock(UUID caseId) {
        return store.tx().required(sql -> {
            CaseFile file = store.lock(caseId);
            boolean offered =
                    caseEngine.procedure(file).stages().stream().anyMatch(stage -> stage.kind() == StageKind.DELIVERY);
            return new DeliveryCase(
                    file.id(),
                    file.number(),
                    file.service(),
                    file.office(),
                    offered,
                    file.state().hasEnded());
        });
    }

    @Override
    public void requireReceiver(UUID caseId, UUID person) {
        store.tx().run(sql -> representation.require(store.lock(caseId), person, Act.RECEIVE));
    }

    @Override
    public boolean isHeld(UUID caseId) {
        return certificates.isHeld(caseId);
    }

    @Override
    public void deliveryChanged(UUID caseId) {
        store.tx().run(sql -> {
            CaseFile file = store.lock(caseId);
            if (!file.state().hasEnded()
                    && caseEngine.step(file, Caller.HUB).stage().kind() == StageKind.DELIVERY) {
                caseEngine.advance(file, Caller.HUB);
                store.flush();
            }
        });
    }
}
