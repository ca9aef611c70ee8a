package city.pishkhan.gate.internal.contexts;

import city.pishkhan.health.Metrics;
import city.pishkhan.runtime.RouteContexts;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Manages one context for each bundle that publishes routes, for each context name that the bundle assigns, and for each route file. A
 * context exists as long as its routes are published.
 */
@Component(
        service = {RouteContexts.class, ContextManager.class},
        immediate = true)
public final class ContextManager implements RouteContexts {

    /** Key of a bundle's context. A route file's context is identified by its name alone. */
    private record ContextKey(Bundle bundle, String name) {}

    /**
     * Delay, in seconds, before contexts start again that failed because another context consumes the same agency's inquiries. The delay
     * lets a restarting bundle resume its own inquiries first.
     */
    private static final long RESTART_SECONDS = 15;

    private final SerialExecutor serialExecutor = new SerialExecutor("pishkhan-routes");
    private final Executor restarted =
            CompletableFuture.delayedExecutor(RESTART_SECONDS, TimeUnit.SECONDS, serialExecutor::enqueue);
    private final Map<Object, ManagedContext> units = new ConcurrentHashMap<>();
    private final List<WeakReference<Object>> seen = new CopyOnWriteArrayList<>();
    private final CamelExtensionTracker camelExtensionTracker;
    private final ContextFactory factory;
    private final ComponentPool components;
    private final ServiceTracker<RoutesBuilder, PublishedRoutes> tracker;

    @Activate
    public ContextManager(BundleContext bundles, @Reference SharedBus bus, @Reference Metrics metrics) {
        camelExtensionTracker = new CamelExtensionTracker(bundles);
        components = new ComponentPool(
                bundles,
                scheme -> serialExecutor.enqueue(() -> units.values().forEach(unit -> unit.startWaitingRoutes(scheme))),
                scheme -> serialExecutor.runAndWait(() -> units.values().forEach(unit -> unit.stopIfUsing(scheme))));
        factory = new ContextFactory(
                bus.bus(),
                bus.traffic(),
                metrics.registry(),
                components,
                new OsgiBeanRepository(bundles),
                object -> seen.add(new WeakReference<>(object)));
        components.open();
        tracker = new ServiceTracker<>(bundles, RoutesBuilder.class, null) {
            @Override
            public @Nullable PublishedRoutes addingService(ServiceReference<RoutesBuilder> reference) {
                PublishedRoutes routes = PublishedRoutes.of(bundles, reference);
                Bundle bundle = reference.getBundle();
                if (routes != null && bundle != null) {
                    serialExecutor.enqueue(() -> addRoutes(bundle, reference, routes));
                }
                return routes;
            }

            @Override
            public void removedService(ServiceReference<RoutesBuilder> reference, PublishedRoutes routes) {
                // the bundle may be gone when this method returns, so its routes must stop before
                serialExecutor.runAndWait(() -> removeRoutes(reference));
                routes.release();
            }
        };
        tracker.open();
    }

    @Deactivate
    void stop() {
        tracker.close();
        serialExecutor.runAndWait(() -> List.copyOf(units.keySet()).forEach(this::stopContext));
        components.close();
        camelExtensionTracker.close();
        serialExecutor.close();
    }

    @Override
    public boolean isSettled() {
        return serialExecutor.isIdle();
    }

    @Override
    public List<Info> contexts() {
        return units.values().stream()
                .map(ManagedContext::info)
                .sorted(Comparator.comparing(Info::name))
                .toList();
    }

    /** All managed contexts, sorted by name. */
    List<ManagedContext> all() {
        return units.values().stream()
                .sorted(Comparator.comparing(ManagedContext::name))
                .toList();
    }

    @Override
    public int unreleased() {
        System.gc();
        Set<Object> live = new HashSet<>();
        units.values().forEach(unit -> {
            DefaultCamelContext context = unit.context();
            if (context != null) {
                live.add(context);
                live.add(context.getApplicationContextClassLoader());
            }
        });
        seen.removeIf(reference -> reference.get() == null);
        return (int) seen.stream()
                .map(WeakReference::get)
                .filter(o -> o != null && !live.contains(o))
                .count();
    }

    /**
     * Returns the context of a name, created if absent, for routes that do not come from a bundle, e.g. from a file. Use it only in
     * {@link #serial()}.
     */
    public ManagedContext getOrCreate(String name) {
        return units.computeIfAbsent(
                name, key -> new ManagedContext(name, () -> camelExtensionTracker.loader(name, null), factory));
    }

    public void drop(Object key) {
        stopContext(key);
        retryStarts();
    }

    private void retryStarts() {
        restarted.execute(() -> units.values().forEach(ManagedContext::retryStart));
    }

    private void stopContext(Object key) {
        ManagedContext unit = units.remove(key);
        if (unit != null) {
            unit.stop();
        }
    }

    public SerialExecutor serial() {
        return serialExecutor;
    }

    private void addRoutes(Bundle bundle, ServiceReference<RoutesBuilder> reference, PublishedRoutes routes) {
        if (reference.getBundle() == null) {
            return; // the route service was unregistered while this task was queued
        }
        String name = reference.getProperty(CONTEXT) instanceof String given ? given : bundle.getSymbolicName();
        ManagedContext unit = units.computeIfAbsent(
                new ContextKey(bundle, name),
                key -> new ManagedContext(name, () -> camelExtensionTracker.loader(name, bundle), factory));
        unit.add(reference, RouteSource.of(routes));
    }

    private void removeRoutes(ServiceReference<RoutesBuilder> reference) {
        for (Map.Entry<Object, ManagedContext> entry : List.copyOf(new ArrayList<>(units.entrySet()))) {
            if (entry.getValue().has(reference)) {
                entry.getValue().remove(reference);
                if (entry.getValue().isEmpty()) {
                    units.remove(entry.getKey());
                }
            }
        }
        retryStarts();
    }
}
