package city.pishkhan.runtime.internal.contexts;

import city.pishkhan.api.agencies.InquiryCarriers.Taken;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.RouteContexts.Info;
import city.pishkhan.runtime.RouteContexts.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One context and its routes: all of it starts, or none. Routes that come while it runs and miss a component wait
 * alone. Used by one thread at a time.
 */
public final class ManagedContext {

    private static final Messages MESSAGES = Messages.of(ManagedContext.class);
    private static final Logger LOG = LoggerFactory.getLogger(ManagedContext.class);

    private final String name;
    private final Supplier<ClassLoader> loader;
    private final ContextFactory factory;
    private final Map<Object, RouteSource> sources = new LinkedHashMap<>();
    private Map<String, String> properties = Map.of();
    // asked by health checks and commands while the unit moves
    private volatile RouteAssembly assembly;
    private volatile DefaultCamelContext context;
    private volatile Instant started;
    private String failure = "";
    private boolean taken;
    private String told = "";
    private Runnable freed = () -> {};

    public ManagedContext(String name, Supplier<ClassLoader> loader, ContextFactory factory) {
        this.name = name;
        this.loader = loader;
        this.factory = factory;
        assembly = new RouteAssembly(name, loader, factory);
    }

    /** Adds routes; those that run already are not disturbed. */
    public void add(Object key, RouteSource source) {
        sources.put(key, source);
        if (context == null) {
            start();
            return;
        }
        try {
            if (assembly.add(context, key, source)) {
                LOG.info("Routes of {} run: {}", name, routeIds(context));
            } else {
                LOG.info("New routes of {} wait for component {}, the others run on", name, assembly.missing());
            }
        } catch (Exception e) {
            LOG.warn("New routes of {} do not join the others, all start anew: {}", name, String.valueOf(e));
            stop();
            start();
        }
    }

    /** Takes the routes of one source away; with the last one the context goes. */
    public void remove(Object key) {
        sources.remove(key);
        if (sources.isEmpty() || context == null) {
            stop();
            if (!sources.isEmpty()) {
                start();
            }
            return;
        }
        List<String> ids = assembly.of(key);
        try {
            assembly.remove(context, key);
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
    public void replace(Object key, RouteSource source, Map<String, String> newProperties) throws Exception {
        RouteAssembly candidate = new RouteAssembly(name, loader, factory);
        DefaultCamelContext prepared = candidate.build(Map.of(key, source), newProperties, false);
        stop();
        try {
            candidate.run(prepared);
        } catch (Exception e) {
            factory.discard(prepared);
            start();
            throw e;
        }
        sources.clear();
        sources.put(key, source);
        properties = newProperties;
        assembly = candidate; // where its context goes on to note what it takes
        started = Instant.now();
        context = prepared;
        LOG.info("Routes of {} run: {}", name, routeIds(context));
    }

    public void properties(Map<String, String> values) {
        properties = values;
    }

    void start() {
        try {
            DefaultCamelContext fresh = assembly.build(sources, properties, true);
            started = Instant.now();
            context = fresh;
            LOG.info("Routes of {} run: {}", name, routeIds(context));
        } catch (Exception e) {
            failed(e);
        }
    }

    public void stop() {
        if (context != null) {
            factory.discard(context);
            LOG.info("Routes of {} are stopped", name);
        }
        context = null;
        failure = "";
        taken = false;
        assembly.clear();
    }

    /** What is done when it starts after all, because others let go what it wanted to carry. */
    public void whenFreed(Runnable told) {
        freed = told;
    }

    /** Others have stopped: if they had what this one wanted to carry, it starts. */
    void again() {
        if (taken) {
            stop();
            start();
            if (context != null) {
                freed.run();
            }
        }
    }

    /** A component has come: whoever waited for it starts. */
    void arrived(String scheme) {
        if (context == null && assembly.missing().contains(scheme)) {
            stop();
            start();
        }
        for (Object key : List.copyOf(sources.keySet())) {
            if (assembly.waits(key, scheme)) {
                add(key, sources.get(key));
            }
        }
    }

    /** A component goes: whoever uses it stops and waits for the next, and on for what it waited for already. */
    void leaving(String scheme) {
        if (assembly.uses(scheme)) {
            Set<String> awaited = assembly.missing();
            stop();
            awaited.forEach(assembly::await);
            assembly.await(scheme);
        }
    }

    boolean has(Object key) {
        return sources.containsKey(key);
    }

    boolean empty() {
        return sources.isEmpty();
    }

    public DefaultCamelContext context() {
        return context;
    }

    /** Of its bundle or file; cheap, as {@link #info} is not. */
    String name() {
        return name;
    }

    public Info info() {
        Set<String> missing = assembly.missing();
        DefaultCamelContext now = context;
        State state = !missing.isEmpty() ? State.WAITING : now != null ? State.RUNNING : State.FAILED;
        String problem =
                switch (state) {
                    case RUNNING -> "";
                    case WAITING -> "waits for component " + String.join(", ", missing);
                    case FAILED -> failure;
                };
        return new Info(name, state, routeIds(now), now == null ? null : started, problem);
    }

    private void failed(Exception e) {
        Taken elsewhere = ObjectHelper.getException(Taken.class, e);
        taken = elsewhere != null;
        failure = taken ? String.valueOf(elsewhere.getMessage()) : FailureWords.of(e, properties);
        if (taken) {
            // tried again and again: told once
            if (!failure.equals(told)) {
                LOG.error("{}: {}", MESSAGES.text("routes.not-started", name), failure);
            }
            told = failure;
        } else if (assembly.missing().isEmpty()) {
            LOG.error("{}", MESSAGES.text("routes.not-started", name), e);
        } else {
            LOG.info("Routes of {} wait for component {}", name, assembly.missing());
        }
    }

    private static List<String> routeIds(DefaultCamelContext context) {
        return context == null
                ? List.of()
                : context.getRoutes().stream().map(Route::getRouteId).sorted().toList();
    }
}
