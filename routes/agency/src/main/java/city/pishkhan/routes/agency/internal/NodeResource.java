package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.EffectiveSettings;
import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.api.health.HubHealth;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.contracts.operator.ContextList;
import city.pishkhan.contracts.operator.RouteChoice;
import city.pishkhan.contracts.operator.RouteList;
import city.pishkhan.contracts.operator.SettingList;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operators' view of the responding node: health, contexts, routes and configuration. Also stops and starts routes. */
final class NodeResource {
    private static final int LONGEST = 200;
    private static final int MOST_BEGINNINGS = 10;
    /** Prefix of endpoints through which routes of one context call each other. */
    private static final String INNER = "direct:";

    private static final String STARTED = "started";

    private final Supplier<HubHealth> health;
    private final Supplier<RouteControl> control;
    private final EffectiveSettings settings;
    private final HubJournal journal;
    private final String own;

    /** @param own name of the context of this door, which must not be stopped because the door could not start it again */
    NodeResource(
            Supplier<HubHealth> health,
            Supplier<RouteControl> control,
            EffectiveSettings settings,
            HubJournal journal,
            String own) {
        this.health = health;
        this.control = control;
        this.settings = settings;
        this.journal = journal;
        this.own = own;
    }

    DoorReply health() {
        return DoorReply.ok(OperatorMapper.INSTANCE.health(health.get().state()));
    }

    DoorReply contexts() {
        Map<String, List<RouteControl.Route>> routes =
                control.get().routes(null).stream().collect(Collectors.groupingBy(RouteControl.Route::context));
        return DoorReply.ok(new ContextList(control.get().contexts().stream()
                .map(context -> summarize(context, routes.getOrDefault(context.name(), List.of())))
                .toList()));
    }

    private static ContextList.Context summarize(RouteControl.Context context, List<RouteControl.Route> routes) {
        TreeSet<String> from =
                routes.stream().map(RouteControl.Route::from).collect(Collectors.toCollection(TreeSet::new));
        from.removeIf(beginning -> beginning.startsWith(INNER));
        return new ContextList.Context(
                context.name(),
                kind(from),
                context.state(),
                context.routes(),
                (int) routes.stream().filter(NodeResource::isStopped).count(),
                routes.stream().mapToLong(RouteControl.Route::exchanges).sum(),
                routes.stream().mapToLong(RouteControl.Route::inflight).sum(),
                from.stream().limit(MOST_BEGINNINGS).toList(),
                context.started(),
                context.problem().isEmpty() ? null : context.problem());
    }

    private static boolean isStopped(RouteControl.Route route) {
        return route.stoppedBy() != null && !route.state().equals(STARTED);
    }

    private static String kind(TreeSet<String> from) {
        if (from.stream().anyMatch(beginning -> beginning.startsWith("cxf"))) {
            return "door";
        }
        return from.stream().anyMatch(beginning -> beginning.startsWith("pishkhan:")) ? "agency" : "other";
    }

    DoorReply routes(DoorCall doorCall) {
        return routes(context(doorCall));
    }

    private DoorReply routes(String context) {
        return DoorReply.ok(
                new RouteList(OperatorMapper.INSTANCE.routes(control.get().routes(context))));
    }

    DoorReply stop(DoorCall doorCall) {
        String context = context(doorCall);
        String route = route(doorCall);
        if (context.equals(own)) {
            throw Refusal.conflict("route.own-door");
        }
        Caller operator = doorCall.caller();
        return runJournaled(
                context,
                route,
                details -> journal.record("operator.route-stop-ordered", operator, details),
                () -> control.get().stop(operator.principal(), context, route),
                details -> journal.record("operator.route-stopped", operator, details),
                details -> journal.record("operator.route-stop-failed", operator, details));
    }

    DoorReply start(DoorCall doorCall) {
        String context = context(doorCall);
        String route = route(doorCall);
        Caller operator = doorCall.caller();
        return runJournaled(
                context,
                route,
                details -> journal.record("operator.route-start-ordered", operator, details),
                () -> control.get().start(context, route),
                details -> journal.record("operator.route-started", operator, details),
                details -> journal.record("operator.route-start-failed", operator, details));
    }

    /** Writes a journal entry with details. */
    private interface Entry {
        void record(Map<String, Object> details);
    }

    /**
     * Journals the operator's order, executes it, and then journals whether it succeeded. Nothing is executed if the
     * order cannot be journaled.
     */
    private DoorReply runJournaled(
            String context, @Nullable String route, Entry ordered, Runnable act, Entry done, Entry failed) {
        // an unknown context is refused before the order is journaled
        control.get().routes(context);
        ordered.record(routeDetails(context, route));
        try {
            act.run();
        } catch (RuntimeException e) {
            Map<String, Object> details = routeDetails(context, route);
            details.put(
                    "reason",
                    e instanceof Refusal refusal ? refusal.code() : e.getClass().getSimpleName());
            try {
                failed.record(details);
            } catch (RuntimeException unrecorded) {
                e.addSuppressed(unrecorded);
            }
            throw e;
        }
        done.record(routeDetails(context, route));
        return routes(context);
    }

    private static Map<String, Object> routeDetails(String context, @Nullable String route) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("context", context);
        if (route != null) {
            details.put("route", route);
        }
        return details;
    }

    private static String context(DoorCall doorCall) {
        return FieldCheck.text("context", doorCall.param("context"), LONGEST);
    }

    private static @Nullable String route(DoorCall doorCall) {
        return FieldCheck.optional("route", doorCall.body(RouteChoice.class).route(), LONGEST);
    }

    DoorReply settings(DoorCall doorCall) {
        boolean persian = doorCall.origin().language().getLanguage().equals("fa");
        return DoorReply.ok(new SettingList(
                OperatorMapper.INSTANCE.settings(
                        settings.list(FieldCheck.optional("of", doorCall.param("of"), LONGEST))),
                settings.errors().stream()
                        .map(one -> persian ? one.persian() : one.english())
                        .toList()));
    }
}
