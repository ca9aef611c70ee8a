package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * A service that is made when it is first asked for, and not when this door is: what starts the door's routes stands behind it, and is being made
 * itself while it makes the door.
 */
final class LateService<T> implements Supplier<T> {
    private final BundleContext framework;
    private final ServiceReference<T> reference;
    private volatile T service;

    LateService(BundleContext framework, ServiceReference<T> reference) {
        this.framework = framework;
        this.reference = reference;
    }

    /** @throws Refusal UNAVAILABLE {@code node.away} while it cannot be made */
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
