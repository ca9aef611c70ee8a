package city.pishkhan.runtime.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> used = new LinkedHashSet<>();

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
        return Loaders.with(own, () -> {
            DefaultCamelContext fresh = factory.create(name, own, properties, missing, used);
            try {
                fresh.setAutoStartup(running);
                for (Map.Entry<Object, RouteSource> source : sources.entrySet()) {
                    addTo(fresh, source.getKey(), source.getValue());
                }
                fresh.start();
                missing.clear();
                return fresh;
            } catch (Exception e) {
                factory.discard(fresh);
                throw e;
            }
        });
    }

    /** Starts the routes of a context that was built without that. */
    void run(DefaultCamelContext context) throws Exception {
        Loaders.with(context.getApplicationContextClassLoader(), () -> {
            context.startAllRoutes();
            return null;
        });
    }

    /** Adds the routes of one more source to a context that runs. */
    void add(DefaultCamelContext context, Object key, RouteSource source) throws Exception {
        Loaders.with(context.getApplicationContextClassLoader(), () -> {
            addTo(context, key, source);
            return null;
        });
    }

    private void addTo(DefaultCamelContext target, Object key, RouteSource source) throws Exception {
        Set<String> before = new LinkedHashSet<>();
        target.getRouteDefinitions().forEach(route -> before.add(route.getRouteId()));
        source.addTo(target);
        List<String> added = new ArrayList<>();
        target.getRouteDefinitions().forEach(route -> {
            if (!before.contains(route.getRouteId())) {
                added.add(route.getRouteId());
            }
        });
        routes.put(key, added);
    }

    /** Takes the routes of one source out of a context that runs; the others are not disturbed. */
    void remove(DefaultCamelContext context, Object key) throws Exception {
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
        missing.clear();
        used.clear();
        routes.clear();
    }

    /** Schemes of the components that nobody offers, in the order in which they were asked for. */
    Set<String> missing() {
        return Collections.unmodifiableSet(missing);
    }

    boolean uses(String scheme) {
        return used.contains(scheme);
    }

    /** A component has gone: the next context waits for it. */
    void await(String scheme) {
        missing.add(scheme);
    }
}
