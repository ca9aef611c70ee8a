package city.pishkhan.runtime.internal.contexts;

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
 * Puts the context of a unit together, and knows what it is made of: which routes came from which source, which
 * components it took, and which it waits for. Used by one thread at a time.
 */
final class RouteAssembly {

    private final String name;
    private final Supplier<ClassLoader> loader;
    private final ContextFactory factory;
    private final Map<Object, List<String>> routes = new LinkedHashMap<>();
    /** What the context asked for and nobody offered; routes that run may ask for something at any time. */
    private final Set<String> unknown = new CopyOnWriteArraySet<>();

    private final Set<String> used = new CopyOnWriteArraySet<>();
    /** What all wait for. */
    private final Set<String> missing = new CopyOnWriteArraySet<>();
    /** What single sources wait for while the others run. */
    private final Map<Object, Set<String>> waiting = new ConcurrentHashMap<>();

    RouteAssembly(String name, Supplier<ClassLoader> loader, ContextFactory factory) {
        this.name = name;
        this.loader = loader;
        this.factory = factory;
    }

    /**
     * Makes a context of all sources and starts it.
     *
     * @param running whether its routes run at once, or wait for {@link #run}
     * @throws Exception why there is none; what {@link #missing()} tells then is what it would have needed
     */
    DefaultCamelContext build(Map<Object, RouteSource> sources, Map<String, String> properties, boolean running)
            throws Exception {
        ClassLoader own = loader.get();
        clear();
        return RouteClassLoaders.with(own, () -> {
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

    /** Starts the routes of a context that was built without that. */
    void run(DefaultCamelContext context) throws Exception {
        RouteClassLoaders.with(context.getApplicationContextClassLoader(), () -> {
            context.startAllRoutes();
            return null;
        });
    }

    /**
     * Adds the routes of one more source to a context that runs; the others are not disturbed.
     *
     * @return whether they run; else none of them does, and the source waits for a component
     * @throws Exception why they do not run, if not for that; the context is not to be used any more
     */
    boolean add(DefaultCamelContext context, Object key, RouteSource source) throws Exception {
        return RouteClassLoaders.with(context.getApplicationContextClassLoader(), () -> {
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

    /** Takes the routes of one source out of a context that runs; the others are not disturbed. */
    void remove(DefaultCamelContext context, Object key) throws Exception {
        waiting.remove(key);
        List<String> ids = routes.remove(key);
        for (String id : ids == null ? List.<String>of() : ids) {
            context.getRouteController().stopRoute(id);
            context.removeRouteDefinition(context.getRouteDefinition(id)); // and the route with it
        }
    }

    /** The routes that came from a source. */
    List<String> of(Object key) {
        return routes.getOrDefault(key, List.of());
    }

    /** Forgets everything: the context is gone. */
    void clear() {
        unknown.clear();
        used.clear();
        missing.clear();
        waiting.clear();
        routes.clear();
    }

    /** Schemes of components that all or some wait for, as they are now; what all wait for in the order asked. */
    Set<String> missing() {
        Set<String> all = new LinkedHashSet<>(missing);
        waiting.values().forEach(all::addAll);
        return all;
    }

    /** Whether a source waits for a component while the others run. */
    boolean waits(Object key, String scheme) {
        return waiting.getOrDefault(key, Set.of()).contains(scheme);
    }

    boolean uses(String scheme) {
        return used.contains(scheme);
    }

    /** A component has gone: the next context waits for it. */
    void await(String scheme) {
        missing.add(scheme);
    }
}
