package city.pishkhan.runtime.internal;

import city.pishkhan.runtime.RouteContexts.Info;
import city.pishkhan.runtime.RouteContexts.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One context and its routes: all of it runs, or none. Used by one thread at a time. */
final class RouteUnit {

    private static final Logger LOG = LoggerFactory.getLogger(RouteUnit.class);

    private final String name;
    private final Supplier<ClassLoader> loader;
    private final ContextFactory factory;
    private final Map<Object, RouteSource> sources = new LinkedHashMap<>();
    private final Map<Object, List<String>> routes = new LinkedHashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> used = new LinkedHashSet<>();
    private Map<String, String> properties = Map.of();
    private DefaultCamelContext context;
    private String failure = "";

    RouteUnit(String name, Supplier<ClassLoader> loader, ContextFactory factory) {
        this.name = name;
        this.loader = loader;
        this.factory = factory;
    }

    /** Adds routes; those that run already are not disturbed. */
    void add(Object key, RouteSource source) {
        sources.put(key, source);
        if (context == null) {
            start();
            return;
        }
        try {
            Loaders.with(context.getApplicationContextClassLoader(), () -> {
                addTo(context, key, source);
                return null;
            });
            LOG.info("Routes of {} run: {}", name, routeIds());
        } catch (Exception e) {
            stop();
            failed(e);
        }
    }

    /** Takes the routes of one source away; with the last one the context goes. */
    void remove(Object key) {
        sources.remove(key);
        List<String> ids = routes.remove(key);
        if (sources.isEmpty() || context == null) {
            stop();
            if (!sources.isEmpty()) {
                start();
            }
            return;
        }
        try {
            for (String id : ids == null ? List.<String>of() : ids) {
                context.getRouteController().stopRoute(id);
                context.removeRouteDefinition(context.getRouteDefinition(id)); // and the route with it
            }
        } catch (Exception e) {
            LOG.warn("Routes {} of {} did not go alone: the others start anew", ids, name, e);
            stop();
            start();
        }
    }

    /**
     * Puts other routes in the place of all there are, if they are good: until it is known that they can run, the old
     * ones do.
     *
     * @throws Exception why they are not taken; the old ones run on
     */
    void replace(Object key, RouteSource source, Map<String, String> newProperties) throws Exception {
        RouteUnit candidate = new RouteUnit(name, loader, factory);
        candidate.properties = newProperties;
        candidate.sources.put(key, source);
        DefaultCamelContext prepared = candidate.prepare(false);
        Map<Object, RouteSource> before = Map.copyOf(sources);
        stop();
        try {
            Loaders.with(prepared.getApplicationContextClassLoader(), () -> {
                prepared.startAllRoutes();
                return null;
            });
        } catch (Exception e) {
            factory.discard(prepared);
            sources.putAll(before);
            start();
            throw e;
        }
        sources.clear();
        sources.put(key, source);
        properties = newProperties;
        routes.clear();
        routes.putAll(candidate.routes);
        used.addAll(candidate.used);
        context = prepared;
        LOG.info("Routes of {} run: {}", name, routeIds());
    }

    void properties(Map<String, String> values) {
        properties = values;
    }

    void start() {
        try {
            context = prepare(true);
            LOG.info("Routes of {} run: {}", name, routeIds());
        } catch (Exception e) {
            failed(e);
        }
    }

    void stop() {
        if (context != null) {
            factory.discard(context);
            LOG.info("Routes of {} are stopped", name);
        }
        context = null;
        failure = "";
        missing.clear();
        used.clear();
        routes.clear();
    }

    /** A component has come: whoever waited for it starts. */
    void arrived(String scheme) {
        if (context == null && missing.contains(scheme)) {
            stop();
            start();
        }
    }

    /** A component goes: whoever uses it stops and waits for the next. */
    void leaving(String scheme) {
        if (used.contains(scheme)) {
            stop();
            missing.add(scheme);
        }
    }

    boolean has(Object key) {
        return sources.containsKey(key);
    }

    boolean empty() {
        return sources.isEmpty();
    }

    DefaultCamelContext context() {
        return context;
    }

    Info info() {
        State state = context != null ? State.RUNNING : missing.isEmpty() ? State.FAILED : State.WAITING;
        String problem =
                switch (state) {
                    case RUNNING -> "";
                    case WAITING -> "waits for component " + String.join(", ", missing);
                    case FAILED -> failure;
                };
        return new Info(name, state, routeIds(), problem);
    }

    private DefaultCamelContext prepare(boolean running) throws Exception {
        ClassLoader own = loader.get();
        missing.clear();
        used.clear();
        routes.clear();
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

    private void failed(Exception e) {
        failure = String.valueOf(e.getMessage());
        if (missing.isEmpty()) {
            LOG.error("Routes of {} do not start / مسیرهای {} آغاز نشدند", name, name, e);
        } else {
            LOG.info("Routes of {} wait for component {}", name, missing);
        }
    }

    private List<String> routeIds() {
        return context == null
                ? List.of()
                : context.getRoutes().stream().map(Route::getRouteId).sorted().toList();
    }
}
