package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.EffectiveSettings;
import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HubHealth;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.messages.Text;
import city.pishkhan.stubs.Stubs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A node with two contexts, one deployment and one valid key. It records its calls and journal entries. */
final class FakeNode {
    static final String OWN = "city.pishkhan.routes.agency";
    private static final Instant SINCE = Instant.parse("2026-05-02T08:00:01Z");
    private static final String SHA = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    final List<String> acts = new ArrayList<>();
    final ServiceReference<HubHealth> watched = reference();
    final ServiceReference<RouteControl> controlled = reference();

    @SuppressWarnings("unchecked")
    private static <T> ServiceReference<T> reference() {
        return fake(ServiceReference.class, (name, args) -> name);
    }

    private HubHealth health() {
        return () -> new HubHealth.HealthState(
                false,
                List.of(new HubHealth.Check("broker", "no connection"), new HubHealth.Check("database", null)),
                List.of(new HubHealth.CheckWarning(
                        "agencies",
                        new HealthWarning(
                                "paused",
                                "gas",
                                new Text("gas is paused", "گاز"),
                                SINCE,
                                new Text("it waits", "می‌ماند"),
                                new Text("agency-resume gas", "agency-resume gas")))));
    }

    HubJournal journal() {
        return (event, actor, details) -> acts.add(event + " " + actor.principal() + " " + details);
    }

    private RouteControl control() {
        return new RouteControl() {
            @Override
            public List<Context> contexts() {
                return List.of(
                        new Context("agency-gas", "running", 2, SINCE, ""),
                        new Context(OWN, "running", 1, SINCE, ""),
                        new Context("lost", "waiting", 0, null, "waits for component sql"));
            }

            @Override
            public List<Route> routes(String context) {
                if (context != null
                        && contexts().stream().noneMatch(c -> c.name().equals(context))) {
                    throw new Refusal(Refusal.Kind.NOT_FOUND, "route.unknown", null, "None.", "None.");
                }
                return List.of(
                                new Route("agency-gas", "gas", "pishkhan://inquiries", "stopped", 40, 1, "root"),
                                new Route("agency-gas", "gas-call", "direct://gas", "started", 2, 0, null),
                                new Route(OWN, "rest", "cxfrs:///operator/v1", "started", 7, 0, null))
                        .stream()
                        .filter(route -> context == null || route.context().equals(context))
                        .toList();
            }

            @Override
            public void stop(String operator, String context, String route) {
                if ("stuck".equals(route)) {
                    throw new Refusal(Refusal.Kind.CONFLICT, "route.unmoved", "route", "It stays.", "ماند.");
                }
                acts.add("stop " + operator + " " + context + " " + route);
            }

            @Override
            public void start(String context, String route) {
                acts.add("start " + context + " " + route);
            }
        };
    }

    EffectiveSettings settings() {
        return new EffectiveSettings() {
            @Override
            public List<Setting> list(String wanted) {
                return List.of(new Setting("city.pishkhan.sms", "password", "****", "city.pishkhan.sms.cfg", "", "x"));
            }

            @Override
            public List<Text> errors() {
                return List.of(new Text("city.pishkhan.sms.cfg: urll is no key", "city.pishkhan.sms.cfg: کلید"));
            }
        };
    }

    Deployments deployments() {
        Deployments.Entry entry = new Deployments.Entry(
                SINCE,
                "root",
                Deployments.Kind.BUNDLE,
                "city.pishkhan.routes.fire",
                "/secret/folder/fire.jar",
                SHA,
                "",
                Deployments.Effect.WENT_BACK,
                "it does not start",
                List.of("city.pishkhan.routes.fire"),
                812,
                null,
                812,
                300);
        return fake(Deployments.class, (name, args) -> switch (name) {
            case "history" -> List.of(entry);
            case "beginRollback" ->
                args[0].equals("slow")
                        ? new CompletableFuture<>()
                        : args[0].equals("none")
                                ? CompletableFuture.failedFuture(
                                        new Refusal(Refusal.Kind.NOT_FOUND, "route.unknown", null, "None.", "None."))
                                : CompletableFuture.completedFuture(entry);
            default -> throw new AssertionError(name);
        });
    }

    BundleContext framework() {
        Bundle bundle = fake(Bundle.class, (name, args) -> OWN);
        return fake(
                BundleContext.class,
                (name, args) -> name.equals("getBundle") ? bundle : args[0] == controlled ? control() : health());
    }

    private interface Method {
        Object call(String name, Object[] args);
    }

    private static <T> T fake(Class<T> type, Method method) {
        return Stubs.intercept(type, (proxy, m, args) -> method.call(m.getName(), args));
    }
}
