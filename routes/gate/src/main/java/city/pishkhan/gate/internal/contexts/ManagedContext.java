package city.pishkhan.gate.internal.contexts;

import city.pishkhan.api.agencies.InquiryDispatchers.AgencyAlreadyServed;
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
 * One context and its routes. At the start all routes run, or none. Routes added to a running context wait separately if a component is
 * missing. Not thread-safe, except for {@link #context()} and {@link #info()}.
 */
public final class ManagedContext {

    private static final Messages MESSAGES = Messages.of(ManagedContext.class);
    private static final Logger LOG = LoggerFactory.getLogger(ManagedContext.class);

    private final String name;
    private final Supplier<ClassLoader> loader;
    private final ContextFactory factory;
    private final Map<Object, RouteSource> sources = new LinkedHashMap<>();
    private Map<String, String> properties = Map.of();
    // read by health checks and commands from other threads
    private volatile RouteAssembly assembly;
    private volatile DefaultCamelContext context;
    private volatile Instant started;
    private String failure = "";
    private boolean isAgencyTaken;
    private String lastLoggedFailure = "";
    private Runnable freed = () -> {};

    public ManagedContext(String name, Supplier<ClassLoader> loader, ContextFactory factory) {
        this.name = name;
        this.loader = loader;
        this.factory = factory;
        assembly = new RouteAssembly(name, loader, factory);
    }

    /** Adds routes without affecting those that already run. */
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
                LOG.info(
                        "New routes of {} wait for component {}; the other routes keep running",
                        name,
                        assembly.missing());
            }
        } catch (Exception e) {
            LOG.warn(
                    "New routes of {} cannot be added to the running context, so all its routes are restarted: {}",
                    name,
                    String.valueOf(e));
            stop();
            start();
        }
    }

    /** Removes the routes of one source; the context stops with the last one. */
    public void remove(Object key) {
        sources.remove(key);
        if (sources.isEmpty() || context == null) {
            stop();
            if (!sources.isEmpty()) {
                start();
            }
            return;
        }
        List<String> ids = assembly.routeIds(key);
        try {
            assembly.remove(context, key);
        } catch (Exception e) {
            LOG.warn("Routes {} of {} could not be removed alone, so the other routes are restarted", ids, name, e);
            stop();
            start();
        }
    }

    /**
     * Replaces all routes, if the new ones are valid. The old routes run until the new context is built.
     * @throws Exception if the new routes cannot run; the old routes continue or are started again
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
        assembly = candidate; // the new context records the components that it uses in this assembly
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
            recordFailure(e);
        }
    }

    public void stop() {
        if (context != null) {
            factory.discard(context);
            LOG.info("Routes of {} are stopped", name);
        }
        context = null;
        failure = "";
        isAgencyTaken = false;
        assembly.clear();
    }

    /** Sets an action to run when the context starts after another context has stopped consuming its agency's inquiries. */
    public void setRestartAction(Runnable action) {
        freed = action;
    }

    /**
     * Starts the context again if its last start failed because another context consumed its agency's inquiries. Called after contexts have
     * stopped.
     */
    void retryStart() {
        if (isAgencyTaken) {
            stop();
            start();
            if (context != null) {
                freed.run();
            }
        }
    }

    /** Starts the routes that waited for a component that became available. */
    void startWaitingRoutes(String scheme) {
        if (context == null && assembly.missing().contains(scheme)) {
            stop();
            start();
        }
        for (Object key : List.copyOf(sources.keySet())) {
            if (assembly.isWaitingFor(key, scheme)) {
                add(key, sources.get(key));
            }
        }
    }

    /**
     * Stops the context if it uses a component that is being unregistered. The context then waits for this component and all that were
     * missing before.
     */
    void stopIfUsing(String scheme) {
        if (assembly.isUsing(scheme)) {
            Set<String> awaited = assembly.missing();
            stop();
            awaited.forEach(assembly::markMissing);
            assembly.markMissing(scheme);
        }
    }

    boolean has(Object key) {
        return sources.containsKey(key);
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    public DefaultCamelContext context() {
        return context;
    }

    /** Name of the bundle, context or file. Cheap, unlike {@link #info}. */
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

    private void recordFailure(Exception e) {
        AgencyAlreadyServed elsewhere = ObjectHelper.getException(AgencyAlreadyServed.class, e);
        isAgencyTaken = elsewhere != null;
        failure = isAgencyTaken ? String.valueOf(elsewhere.getMessage()) : FailureFormatter.format(e, properties);
        if (isAgencyTaken) {
            // the start is retried repeatedly, but the failure is logged once
            if (!failure.equals(lastLoggedFailure)) {
                LOG.error("{}: {}", MESSAGES.text("routes.not-started", name), failure);
            }
            lastLoggedFailure = failure;
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
