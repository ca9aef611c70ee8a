package city.pishkhan.routes.agency.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.api.agencies.Agencies.Pause;
import city.pishkhan.api.agencies.Agencies.Status;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Inquiries.Load;
import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.api.agencies.InquiryDispatchers.Breaker;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.stubs.Stubs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgencyCheckTest {
    private static final AgencyRule RULE =
            new AgencyRule(15, null, Silence.ESCALATE, List.of("floors"), List.of(), "refuse", 0);
    private List<Load> loads = List.of();
    private List<Status> standing = List.of();
    private boolean enacted = true;
    private int looks;

    private final RuleSet rules = fake(
            RuleSet.class,
            name -> name.equals("services")
                    ? Set.of("building-permit")
                    : Optional.of(new Procedure(
                            "building-permit",
                            1,
                            "e",
                            "f",
                            "property",
                            List.of(new Stage(
                                    "inquiries",
                                    StageKind.INQUIRIES,
                                    "e",
                                    "f",
                                    "t",
                                    null,
                                    null,
                                    List.of(),
                                    Map.of("fire", RULE, "gas", RULE),
                                    null)))));
    private final AgencyCheck check = new AgencyCheck(
            fake(Procedures.class, name -> {
                if (!enacted) {
                    throw new Refusal(Refusal.Kind.UNAVAILABLE, "rules.none-in-force", null, "en", "fa");
                }
                return rules;
            }),
            fake(Inquiries.class, name -> {
                looks++;
                return loads;
            }),
            fake(Agencies.class, name -> standing),
            Duration.ZERO);

    private interface Answer {
        Object call(String method);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return Stubs.intercept(type, (proxy, method, arguments) -> answer.call(method.getName()));
    }

    private void serve(String... agencies) {
        check.dispatchers = fake(InquiryDispatchers.class, name -> Set.of(agencies));
    }

    /** An agency of the rules without a route on this node is reported. */
    @Test
    void warnsOfAgencyWithoutRoute() {
        serve("fire", "gas", "planning");
        assertEquals(List.of(), check.warnings());
        serve("gas");
        assertEquals("no route sends inquiries to fire", HealthWarning.join(check.warnings()));
        assertEquals(Optional.empty(), check.problem(), "all that does not wait for it goes on");
        loads = List.of(new Load("fire", 3, 0, 0, Instant.EPOCH));
        HealthWarning unserved = check.warnings().get(0);
        assertEquals("no-consumer", unserved.kind());
        assertEquals("fire", unserved.subject());
        assertEquals(Instant.EPOCH, unserved.since(), "since the oldest waits");
        assertTrue(unserved.remedy().english().contains("city.pishkhan.agency-fire.cfg"), unserved::toString);
    }

    @Test
    void warnsOfOlderRulesAgencyWithOpenInquiries() {
        serve("fire", "gas");
        loads = List.of(new Load("telecom", 3, 0, 0, Instant.EPOCH));
        assertEquals("no route sends inquiries to telecom", HealthWarning.join(check.warnings()));
    }

    @Test
    void warnsOfUnreachableAgencyWithItsStart() {
        serve("fire", "gas");
        loads = List.of(new Load("gas", 0, 5, 0, Instant.EPOCH, 2, Instant.parse("2026-05-02T08:00:01Z"), 1));
        assertEquals(
                "gas has been unreachable since 2026-05-02T08:00:01Z; 2 inquiries are overdue;"
                        + " 1 inquiries to gas have no deadline, because the working calendar ends too early",
                HealthWarning.join(check.warnings()));
    }

    private static Status gas(DispatchState carrying, Pause pause) {
        return new Status(
                "gas",
                "system",
                "any",
                60,
                Instant.parse("2026-05-02T08:00:01Z"),
                2,
                carrying,
                "HTTP 503",
                pause,
                null);
    }

    @Test
    void warnsOfOpenBreakerWithQueuedInquiries() {
        serve("fire", "gas");
        Instant until = Instant.parse("2026-05-02T08:10:00Z");
        standing = List.of(gas(new DispatchState(4, 0, Breaker.OPEN, until, null, "HTTP 503"), null));
        assertEquals(
                "the circuit breaker of gas is open until 2026-05-02T08:10:00Z, 60 inquiries wait, the oldest since"
                        + " 2026-05-02T08:00:01Z; the hub retries automatically",
                HealthWarning.join(check.warnings()));
        HealthWarning open = check.warnings().get(0);
        assertEquals("breaker-open", open.kind());
        assertEquals("gas", open.subject());
        assertEquals(Instant.parse("2026-05-02T08:00:01Z"), open.since());
        assertEquals(
                "last error: HTTP 503; after the repair press \"Retry now\" on the agencies page or run pishkhan:agency-retry gas",
                open.remedy().english());
        standing = List.of(gas(new DispatchState(4, 0, Breaker.CLOSED, null, null, "HTTP 503"), null));
        assertEquals(List.of(), check.warnings());
    }

    @Test
    void warnsOfLongPauseOnly() {
        serve("fire", "gas");
        loads = List.of(new Load("gas", 0, 5, 0, Instant.EPOCH, 0, Instant.parse("2026-05-02T08:00:01Z"), 0));
        standing = List.of(gas(null, new Pause("gas", Instant.now(), "root", "works")));
        assertEquals(List.of(), check.warnings(), "nor that it is not reached: that is meant");
        standing = List.of(gas(null, new Pause("gas", Instant.parse("2026-05-02T08:00:00Z"), "root", "works")));
        assertEquals(
                "gas was paused at 2026-05-02T08:00:00Z by root; 60 inquiries wait",
                HealthWarning.join(check.warnings()));
    }

    @Test
    void cachesResultBetweenChecks() {
        AgencyCheck patient = new AgencyCheck(
                fake(Procedures.class, name -> rules),
                fake(Inquiries.class, name -> {
                    looks++;
                    return loads;
                }),
                fake(Agencies.class, name -> standing),
                Duration.ofMinutes(1));
        for (int i = 0; i < 100; i++) {
            patient.warnings();
        }
        assertEquals(1, looks);
    }

    @Test
    void warnsOfNoAgencyBeforeRulesAreEnacted() {
        enacted = false;
        serve();
        assertEquals(List.of(), check.warnings());
    }
}
