package city.pishkhan.gate.internal.contexts;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.Metrics;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets operators list, stop and start routes. A route stopped by an operator is a health warning until it runs again, so that it is not
 * forgotten.
 */
@Component(service = {RouteControl.class, HealthCheck.class})
public final class RouteControlService implements RouteControl, HealthCheck {
    private static final Messages MESSAGES = Messages.of(RouteControlService.class);
    private static final Logger LOG = LoggerFactory.getLogger(RouteControlService.class);
    private static final long PATIENCE_SECONDS = 10;

    private final Supplier<List<ManagedContext>> contexts;
    private final MeterRegistry meters;
    private final Map<Key, Stop> stopped = new ConcurrentHashMap<>();

    /**
     * A route of one instance of a context.
     *
     * @param of the context instance; a new instance with the same name has its routes running
     */
    private record Key(CamelContext of, String route) {}

    private record Stop(String by, Instant since) {}

    private interface RouteAction {
        void apply(CamelContext context, String route) throws Exception;
    }

    @Activate
    public RouteControlService(@Reference ContextManager manager, @Reference Metrics metrics) {
        this(manager::all, metrics.registry());
    }

    RouteControlService(Supplier<List<ManagedContext>> contexts, MeterRegistry meters) {
        this.contexts = contexts;
        this.meters = meters;
    }

    @Override
    public List<Context> contexts() {
        return contexts.get().stream()
                .map(ManagedContext::info)
                .map(info -> new Context(
                        info.name(),
                        info.state().name().toLowerCase(Locale.ROOT),
                        info.routes().size(),
                        info.started(),
                        info.problem()))
                .toList();
    }

    @Override
    public List<Route> routes(@Nullable String context) {
        List<Route> routes = new ArrayList<>();
        Map<String, Long> totals = totals();
        for (ManagedContext one : context == null ? contexts.get() : List.of(managedContext(context))) {
            CamelContext camel = one.context();
            if (camel != null) {
                camel.getRoutes().forEach(route -> routes.add(row(one.name(), camel, route, totals)));
            }
        }
        return routes;
    }

    private Route row(String context, CamelContext camel, org.apache.camel.Route route, Map<String, Long> totals) {
        String id = route.getRouteId();
        ServiceStatus status = camel.getRouteController().getRouteStatus(id);
        Stop stop = stopped.get(new Key(camel, id));
        return new Route(
                context,
                id,
                route.getEndpoint().getEndpointBaseUri(),
                status == null ? "" : status.name().toLowerCase(Locale.ROOT),
                totals.getOrDefault(key(camel.getName(), id), 0L),
                camel.getInflightRepository().size(id),
                stop == null ? null : stop.by());
    }

    /**
     * Exchange totals of all routes, from the metrics because JMX is disabled. One pass for all routes, because each search scans all
     * meters.
     */
    private Map<String, Long> totals() {
        Map<String, Long> totals = new HashMap<>();
        meters.find("camel.exchanges.total")
                .counters()
                .forEach(counter -> totals.merge(
                        key(
                                counter.getId().getTag("camelContext"),
                                counter.getId().getTag("routeId")),
                        (long) counter.count(),
                        Long::sum));
        return totals;
    }

    private static String key(String context, String route) {
        return context + "\n" + route;
    }

    @Override
    public void stop(String operator, String context, @Nullable String route) {
        applyToRoutes(context, route, (camel, id) -> {
            camel.getRouteController().stopRoute(id, PATIENCE_SECONDS, TimeUnit.SECONDS);
            stopped.putIfAbsent(new Key(camel, id), new Stop(operator, Instant.now()));
            LOG.info("{} stopped route {} of {}", operator, id, context);
        });
    }

    @Override
    public void start(String context, @Nullable String route) {
        applyToRoutes(context, route, (camel, id) -> {
            camel.getRouteController().startRoute(id);
            stopped.remove(new Key(camel, id));
            LOG.info("Route {} of {} was started again", id, context);
        });
    }

    private void applyToRoutes(String context, @Nullable String route, RouteAction move) {
        CamelContext camel = managedContext(context).context();
        List<String> ids = camel == null
                ? List.of()
                : camel.getRoutes().stream()
                        .map(org.apache.camel.Route::getRouteId)
                        .filter(id -> route == null || route.equals(id))
                        .toList();
        if (camel == null || ids.isEmpty()) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "route.unknown", "route", String.valueOf(route), context);
        }
        for (String id : ids) {
            try {
                move.apply(camel, id);
            } catch (Exception e) {
                LOG.warn("Route {} of {} could not be stopped or started", id, context, e);
                throw Refusal.of(Refusal.Kind.CONFLICT, "route.unmoved", "route", id, context);
            }
        }
    }

    private ManagedContext managedContext(String context) {
        return contexts.get().stream()
                .filter(one -> one.info().name().equals(context))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "context.unknown", "context", context));
    }

    @Override
    public String name() {
        return "stopped-routes";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        List<HealthWarning> all = new ArrayList<>();
        List<CamelContext> live = new ArrayList<>();
        for (ManagedContext one : contexts.get()) {
            CamelContext camel = one.context();
            if (camel == null) {
                continue;
            }
            live.add(camel);
            stopped.forEach((key, stop) -> {
                if (key.of() == camel
                        && camel.getRouteController().getRouteStatus(key.route()) != ServiceStatus.Started) {
                    all.add(warning(one.info().name(), key.route(), stop));
                }
            });
        }
        // also releases references to contexts that no longer exist
        stopped.keySet().removeIf(key -> !live.contains(key.of()));
        return all;
    }

    private static HealthWarning warning(String context, String route, Stop stop) {
        return HealthWarning.of(MESSAGES, "stopped", route, stop.since(), route, context, stop.by());
    }
}
