package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.api.agencies.Agencies.Limits;
import city.pishkhan.api.agencies.Agencies.Pause;
import city.pishkhan.api.agencies.Agencies.Status;
import city.pishkhan.api.agencies.InquiryDispatchers.Breaker;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.messaging.DeadLetters;
import city.pishkhan.api.messaging.DeadLetters.Dead;
import city.pishkhan.api.security.Caller;
import city.pishkhan.stubs.Stubs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One agency that operators control, and one dead letter of the broker. */
final class FakeAgencyControl {
    private static final Instant SINCE = Instant.parse("2026-05-02T08:00:01Z");

    private static final Limits LIMITS = new Limits("gas", 2, 5, SINCE, "root", "narrow");

    final List<String> acts = new ArrayList<>();

    private interface Method {
        Object call(String name, Object[] args);
    }

    private static <T> T fake(Class<T> type, Method method) {
        return Stubs.intercept(type, (proxy, m, args) -> method.call(m.getName(), args));
    }

    private Object record(String act) {
        acts.add(act);
        return 7;
    }

    Agencies agencies() {
        Pause pause = new Pause("gas", SINCE, "root", "works");
        return fake(Agencies.class, (name, args) -> switch (name) {
            case "list" ->
                List.of(new Status(
                        "gas",
                        "system",
                        "paused",
                        3,
                        SINCE,
                        1,
                        new DispatchState(2, 5, Breaker.HALF_OPEN, null, Duration.ofMillis(85), "HTTP 503"),
                        "HTTP 503",
                        pause,
                        LIMITS));
            case "pause" -> {
                acts.add("pause " + args[1] + " " + args[2]);
                yield new Pause((String) args[1], SINCE, ((Caller) args[0]).principal(), (String) args[2]);
            }
            case "limit" -> {
                acts.add("limit " + args[1] + " " + args[2] + " " + args[3] + " " + args[4]);
                yield LIMITS;
            }
            case "resume", "retry" -> record(name + " " + args[1]);
            default -> throw new AssertionError(name);
        });
    }

    DeadLetters letters() {
        return fake(DeadLetters.class, (name, args) -> switch (name) {
            case "list" -> List.of(new Dead("m-1", "inquiry.gas", UUID.randomUUID(), SINCE, "queued"));
            case "replay" -> null;
            default -> throw new AssertionError(name);
        });
    }

    Approvals approvals() {
        return fake(
                Approvals.class,
                (name, args) -> new Approvals.Approval(
                        UUID.randomUUID(),
                        (String) args[1],
                        Map.of(),
                        (String) args[3],
                        "asked",
                        ((Caller) args[0]).principal(),
                        SINCE,
                        SINCE,
                        null,
                        null,
                        null));
    }
}
