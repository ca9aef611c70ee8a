package city.pishkhan.access.internal.users;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * Lazy reference to a service that depends on the caller's own service. It is resolved at each use, never during activation. A
 * component reference would create a cycle, in which one of the two components might never get the other.
 */
final class LazyReference<T> implements AutoCloseable {
    private final BundleContext context;
    private final Class<T> type;
    /**
     * Number of service changes, counted without a lock, because listeners run in threads that may hold a lock of the
     * service registry.
     */
    private final AtomicInteger changes = new AtomicInteger();

    private final ServiceListener listener = event -> {
        changes.incrementAndGet();
        clear();
    };
    private volatile @Nullable T known;
    private volatile boolean closed;

    LazyReference(BundleContext context, Class<T> type) {
        this.context = context;
        this.type = type;
        try {
            context.addServiceListener(listener, "(" + Constants.OBJECTCLASS + "=" + type.getName() + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Returns the service, or {@code null} if it is not available. */
    @Nullable
    T get() {
        T service = known;
        return service == null ? find() : service;
    }

    private @Nullable T find() {
        int before = changes.get();
        ServiceReference<T> reference = context.getServiceReference(type);
        T service = reference == null ? null : context.getService(reference);
        known = service;
        if (closed || changes.get() != before) {
            clear();
        }
        return service;
    }

    private void clear() {
        known = null;
    }

    /** Stops caching; later calls look the service up each time. */
    @Override
    public void close() {
        closed = true;
        context.removeServiceListener(listener);
        clear();
    }
}
