package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.DeliveryEvents;
import city.pishkhan.api.certificates.DeliveryEvents.DeliveryCase;
import java.util.UUID;
import java.util.function.Supplier;

/** Access to the case engine, which needs the deliveries itself and may become available later. */
final class LateBoundDeliveryEvents {
    private final Supplier<DeliveryEvents> events;

    /** @param events returns {@code null} while the case engine is not available */
    LateBoundDeliveryEvents(Supplier<DeliveryEvents> events) {
        this.events = events;
    }

    DeliveryCase lock(UUID caseId) {
        return requireEngine().lock(caseId);
    }

    boolean isHeld(UUID caseId) {
        return requireEngine().isHeld(caseId);
    }

    void requireReceiver(UUID caseId, UUID person) {
        requireEngine().requireReceiver(caseId, person);
    }

    void changed(UUID caseId) {
        requireEngine().deliveryChanged(caseId);
    }

    private DeliveryEvents requireEngine() {
        DeliveryEvents engine = events.get();
        if (engine == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "delivery.not-ready", null);
        }
        return engine;
    }
}
