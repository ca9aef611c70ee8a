package city.pishkhan.routes.agency.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Inquiries;
import city.pishkhan.api.cases.Inquiries.Load;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AgencyCheckTest {
    private static final AgencyRule RULE =
            new AgencyRule(15, null, Silence.ESCALATE, List.of("floors"), List.of(), "refuse", 0);
    private List<Load> loads = List.of();
    private boolean enacted = true;
    private int looks;

    private final RuleSet rules = as(
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
            as(Procedures.class, name -> {
                if (!enacted) {
                    throw new Refusal(Refusal.Kind.UNAVAILABLE, "rules.none-in-force", null, "en", "fa");
                }
                return rules;
            }),
            as(Inquiries.class, name -> {
                looks++;
                return loads;
            }),
            Duration.ZERO);

    private interface Answer {
        Object to(String method);
    }

    private static <T> T as(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName())));
    }

    private void carried(String... agencies) {
        Supplier<Set<String>> carried = () -> Set.of(agencies);
        check.carriers = carried::get;
    }

    /** A value that is no door leaves the department's queue to nobody. */
    @Test
    void everyAgencyThatTheRulesAskIsCarriedTo() {
        carried("fire", "gas", "planning");
        assertEquals(Optional.empty(), check.warning());
        carried("gas");
        assertEquals(Optional.of("nothing carries inquiries to fire"), check.warning());
        assertEquals(Optional.empty(), check.problem(), "all that does not wait for it goes on");
    }

    @Test
    void whomOnlyOlderRulesAskCountsWhileItOwesAnAnswer() {
        carried("fire", "gas");
        loads = List.of(new Load("telecom", 3, 0, 0, Instant.EPOCH));
        assertEquals(Optional.of("nothing carries inquiries to telecom"), check.warning());
    }

    @Test
    void whoIsNotReachedIsNamedWithSinceWhen() {
        carried("fire", "gas");
        loads = List.of(new Load("gas", 0, 5, 0, Instant.EPOCH, 2, Instant.parse("2026-05-02T08:00:01Z"), 1));
        assertEquals(
                Optional.of("gas is not reached since 2026-05-02T08:00:01Z, 2 inquiries are overdue;"
                        + " 1 inquiries to gas have no deadline, because the working calendar ends too early"),
                check.warning());
    }

    @Test
    void isNotCountedForEveryoneWhoAsks() {
        AgencyCheck patient = new AgencyCheck(
                as(Procedures.class, name -> rules),
                as(Inquiries.class, name -> {
                    looks++;
                    return loads;
                }),
                Duration.ofMinutes(1));
        for (int i = 0; i < 100; i++) {
            patient.warning();
        }
        assertEquals(1, looks);
    }

    @Test
    void beforeAnyRulesNobodyIsMissed() {
        enacted = false;
        carried();
        assertEquals(Optional.empty(), check.warning());
    }
}
