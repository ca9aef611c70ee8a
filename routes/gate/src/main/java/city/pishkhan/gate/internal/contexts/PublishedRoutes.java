package city.pishkhan.gate.internal.contexts;

import java.util.function.Supplier;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/**
 * A published service with routes. It supplies a new instance for each start of a context, because Camel configures a {@link RouteBuilder}
 * only once. Not thread-safe.
 */
final class PublishedRoutes implements Supplier<RoutesBuilder> {

    private final ServiceObjects<RoutesBuilder> objects;
    private RoutesBuilder current;
    private boolean isUsed;

    private PublishedRoutes(ServiceObjects<RoutesBuilder> objects, RoutesBuilder first) {
        this.objects = objects;
        this.current = first;
    }

    /** Gets the first instance of the service, or returns {@code null} if the service has none, e.g. because its component cannot start. */
    static @Nullable PublishedRoutes of(BundleContext bundles, ServiceReference<RoutesBuilder> reference) {
        ServiceObjects<RoutesBuilder> objects = bundles.getServiceObjects(reference);
        RoutesBuilder first = objects == null ? null : objects.getService();
        return first == null ? null : new PublishedRoutes(objects, first);
    }

    /**
     * Returns an instance that no context has used, and releases the previous one.
     *
     * @throws IllegalStateException if the service has no other instance
     */
    @Override
    public RoutesBuilder get() {
        if (isUsed) {
            RoutesBuilder next = objects.getService();
            if (next == null) {
                throw new IllegalStateException("The service with the routes was unregistered");
            }
            objects.ungetService(current);
            if (next == current && next instanceof RouteBuilder) {
                throw new IllegalStateException(
                        next.getClass().getName() + " was started before. Publish it in prototype scope: "
                                + "@Component(service = RoutesBuilder.class, scope = ServiceScope.PROTOTYPE)");
            }
            current = next;
        }
        isUsed = true;
        return current;
    }

    /** Releases the instance that is in use. */
    void release() {
        objects.ungetService(current);
    }
}
