package city.pishkhan.access.internal;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * A service of somebody who needs ours: got when it is asked for, and never while ours is made. As a reference of the component it would close a
 * circle, in which one of them stays without the other for ever, by chance.
 */
final class LateReference<T> {
    private final BundleContext context;
    private final Class<T> type;
    private ServiceReference<T> from;
    private T service;

    LateReference(BundleContext context, Class<T> type) {
        this.context = context;
        this.type = type;
    }

    /** {@code null} while there is none. */
    synchronized T get() {
        ServiceReference<T> now = context.getServiceReference(type);
        if (now == null) {
            from = null;
            service = null;
        } else if (!now.equals(from) || service == null) {
            service = context.getService(now);
            from = now;
        }
        return service;
    }
}
