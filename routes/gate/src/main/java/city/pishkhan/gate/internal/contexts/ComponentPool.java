package city.pishkhan.gate.internal.contexts;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Camel components published by other bundles. Each context gets its own instance and releases it when it stops. */
final class ComponentPool implements ComponentSource, AutoCloseable {

    private final Map<String, ServiceReference<Component>> published = new ConcurrentHashMap<>();
    private final Map<CamelContext, Map<Component, ServiceReference<Component>>> acquired = new ConcurrentHashMap<>();
    private final BundleContext bundles;
    private final ServiceTracker<Component, String> tracker;

    /**
     * @param arrived receives the scheme of a component that became available
     * @param leaving receives the scheme of a component that is being unregistered; must stop its use before returning
     */
    ComponentPool(BundleContext bundles, Consumer<String> arrived, Consumer<String> leaving) {
        this.bundles = bundles;
        tracker = new ServiceTracker<>(bundles, Component.class, new ServiceTrackerCustomizer<>() {
            @Override
            public @Nullable String addingService(ServiceReference<Component> reference) {
                if (!(reference.getProperty("name") instanceof String scheme)) {
                    return null;
                }
                published.put(scheme, reference);
                arrived.accept(scheme);
                return scheme;
            }

            @Override
            public void modifiedService(ServiceReference<Component> reference, String scheme) {
                // the scheme of a component does not change
            }

            @Override
            public void removedService(ServiceReference<Component> reference, String scheme) {
                if (published.remove(scheme, reference)) {
                    leaving.accept(scheme);
                }
            }
        });
    }

    void open() {
        tracker.open();
    }

    @Override
    public @Nullable Component acquire(String scheme, CamelContext context) {
        ServiceReference<Component> reference = published.get(scheme);
        ServiceObjects<Component> objects = reference == null ? null : bundles.getServiceObjects(reference);
        Component component = objects == null ? null : objects.getService();
        if (component != null) {
            acquired.computeIfAbsent(context, c -> new ConcurrentHashMap<>()).put(component, reference);
        }
        return component;
    }

    @Override
    public void release(CamelContext context) {
        Map<Component, ServiceReference<Component>> components = acquired.remove(context);
        if (components != null) {
            components.forEach((component, reference) -> {
                ServiceObjects<Component> objects = bundles.getServiceObjects(reference);
                if (objects != null) {
                    objects.ungetService(component);
                }
            });
        }
    }

    @Override
    public void close() {
        tracker.close();
    }
}
