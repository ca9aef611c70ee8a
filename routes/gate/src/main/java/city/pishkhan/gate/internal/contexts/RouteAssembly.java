package city.pishkhan.gate.internal.contexts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Supplier;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Builds the Camel context of a {@link ManagedContext}. Records the routes of each source, the components used and the
 * components that are missing. Not thread-safe, except for reading the missing and used components.
 */
final class RouteAssembly {

    private final String name;
    private final Supplier<ClassLoader> loader;
    private final ContextFactory factory;
    private final Map<Object, List<String>> routes = new LinkedHashMap<>();
    /** Schemes that the context requested and that are not available. Running routes may request a scheme at any time. */
    private final Set<String> unknown = new CopyOnWriteArraySet<>();

    private final Set<String> used = new CopyOnWriteArraySet<>();
    /** Schemes without which no route of the context can start. */
    private final Set<String> missing = new CopyOnWriteArraySet<>();
    /** Missing schemes of single sources while the other sources run. */
    private final Map<Object, Set<String>> waiting = new ConcurrentHashMap<>();

    RouteAssembly(String name, Supplier<ClassLoader> loader, ContextFactory factory) {
        this.name = name;
        this.loader = loader;
        this.factory = factory;
    }

    /**
     * Builds a context with all sources and starts it.
     * @param running {@code true} to start the routes at once, {@code false} to start them with {@link #run}
     * @throws Exception if the context cannot start; {@link #missing()} then returns the missing components
     */
    DefaultCamelContext build(Map<Object, RouteSource> sources, Map<String, String> properties, boolean running)
            throws Exception {
        ClassLoader own = loader.get();
        clear();
        return RouteClassLoaders.runWith(own, () -> {
            DefaultCamelContext fresh = factory.create(name, own, properties, unknown, used);
            try {
                fresh.setAutoStartup(running);
                for (Map.Entry<Object, RouteSource> source : sources.entrySet()) {
                    addTo(fresh, source.getKey(), source.getValue());
                }
                fresh.start();
                return fresh;
            } catch (Exception e) {
                missing.addAll(unknown);
                factory.discard(fresh);
                throw e;
            }
        });
    }

    /** Starts the routes of a context that was built with {@code running = false}. */
    void run(DefaultCamelContext context) throws Exception {
        RouteClassLoaders.runWith(context.getApplicationContextClassLoader(), () -> {
            context.startAllRoutes();
            return null;
        });
    }

    /**
     * Adds the routes of another source to a running context, without affecting the others.
     * @return {@code true} if the routes run; {@code false} if none of them does, because a component is missing
     * @throws Exception if the routes cannot run for any other reason; the context must not be used any more
     */
    boolean add(DefaultCamelContext context, Object key, RouteSource source) throws Exception {
        return RouteClassLoaders.runWith(context.getApplicationContextClassLoader(), () -> {
            waiting.remove(key);
            unknown.clear();
            try {
                addTo(context, key, source);
                return true;
            } catch (Exception e) {
                Set<String> lacking = new LinkedHashSet<>(unknown);
                if (lacking.isEmpty()) {
                    throw e;
                }
                remove(context, key);
                waiting.put(key, lacking);
                return false;
            }
        });
    }

    private void addTo(DefaultCamelContext target, Object key, RouteSource source) throws Exception {
        List<String> before = ids(target);
        try {
            source.addTo(target);
        } finally {
            List<String> added = ids(target);
            added.removeAll(before);
            routes.put(key, added);
        }
    }

    private static List<String> ids(DefaultCamelContext context) {
        List<String> ids = new ArrayList<>();
        context.getRouteDefinitions().forEach(route -> ids.add(route.getRouteId()));
        return ids;
    }

    /** Removes the routes of one source from a running context, without affecting the others. */
    void remove(DefaultCamelContext context, Object key) throws Exception {
        waiting.remove(key);
        List<String> ids = routes.remove(key);
        for (String id : ids == null ? List.<String>of() : ids) {
            context.getRouteController().stopRoute(id);
            context.removeRouteDefinition(context.getRouteDefinition(id)); // also removes the stopped route
        }
    }

    /** Ids of the routes of a source. */
    List<String> routeIds(Object key) {
        return routes.getOrDefault(key, List.of());
    }

    /** Resets all state after the context has stopped. */
    void clear() {
        unknown.clear();
        used.clear();
        missing.clear();
        waiting.clear();
        routes.clear();
    }

    /** Schemes of components that some or all routes wait for; those that all wait for come first. */
    Set<String> missing() {
        Set<String> all = new LinkedHashSet<>(missing);
        waiting.values().forEach(all::addAll);
        return all;
    }

    /** Returns {@code true} if a source waits for a component while the other sources run. */
    boolean isWaitingFor(Object key, String scheme) {
        return waiting.getOrDefault(key, Set.of()).contains(scheme);
    }

    boolean isUsing(String scheme) {
        return used.contains(scheme);
    }

    /** Marks an unregistered component as missing, so that the next context waits for it. */
    void markMissing(String scheme) {
        missing.add(scheme);
    }
}
