package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Service that is obtained on first use and not when the door is created. The service that starts the door's routes would otherwise form a
 * cycle with the door.
 */
final class ServiceOnDemand<T> implements Supplier<T> {
    private final BundleContext framework;
    private final ServiceReference<T> reference;
    private volatile @Nullable T service;

    ServiceOnDemand(BundleContext framework, ServiceReference<T> reference) {
        this.framework = framework;
        this.reference = reference;
    }

    /** @throws Refusal UNAVAILABLE {@code node.away} if the service is unavailable */
    @Override
    public T get() {
        T made = service;
        if (made == null) {
            made = framework.getService(reference);
            if (made == null) {
                throw Refusal.of(Refusal.Kind.UNAVAILABLE, "node.away", null);
            }
            service = made;
        }
        return made;
    }
}
