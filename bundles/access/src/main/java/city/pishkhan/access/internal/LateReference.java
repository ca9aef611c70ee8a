package city.pishkhan.access.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * A service of somebody who needs ours: got when it is asked for, and never while ours is made. As a reference of the component it would close a
 * circle, in which one of them stays without the other for ever, by chance.
 */
final class LateReference<T> implements AutoCloseable {
    private final BundleContext context;
    private final Class<T> type;
    /** No lock: whoever comes or goes tells it in a thread that may hold one of the registry's. */
    private final AtomicInteger changes = new AtomicInteger();

    private final ServiceListener listener = event -> {
        changes.incrementAndGet();
        forget();
    };
    private volatile T known;
    private volatile boolean closed;

    LateReference(BundleContext context, Class<T> type) {
        this.context = context;
        this.type = type;
        try {
            context.addServiceListener(listener, "(" + Constants.OBJECTCLASS + "=" + type.getName() + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@code null} while there is none. */
    T get() {
        T service = known;
        return service == null ? find() : service;
    }

    private T find() {
        int before = changes.get();
        ServiceReference<T> reference = context.getServiceReference(type);
        T service = reference == null ? null : context.getService(reference);
        known = service;
        if (closed || changes.get() != before) {
            forget();
        }
        return service;
    }

    private void forget() {
        known = null;
    }

    /** Afterwards it looks each time. */
    @Override
    public void close() {
        closed = true;
        context.removeServiceListener(listener);
        forget();
    }
}
