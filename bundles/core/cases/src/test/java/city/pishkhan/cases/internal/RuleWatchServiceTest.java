package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.RuleWatch;
import city.pishkhan.cases.internal.simulation.RuleWatchService;
import city.pishkhan.identifiers.PersianDate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Check that all cases of a day use one rule set. */
class RuleWatchServiceTest {
    private final CasesHarness hub = CasesHarness.shared();
    private final RuleWatchService rules = new RuleWatchService(hub.store, new SmallCityRules());

    /** Opens a case at an offset from the start of the day, in nanoseconds. */
    private void openAt(LocalDate day, String ruleSet, long after) {
        PermitCase permit = PermitCase.open(hub, 4);
        Instant at = day.atStartOfDay(PersianDate.TEHRAN).toInstant().plusNanos(after);
        hub.tx.run(sql -> sql.createUpdate(
                        "update cases.case_file set opened = :at::timestamptz, rule_set = :rules where id = :id")
                .bind("at", at)
                .bind("rules", ruleSet)
                .bind("id", permit.id)
                .execute());
    }

    @Test
    void countsCasesOfTehranDayByRuleSet() {
        LocalDate day = LocalDate.parse("2025-05-05");
        openAt(day, "rules-1", 0);
        openAt(day.plusDays(1), "rules-0", -1_000);
        openAt(day.plusDays(1), "rules-0", 0);
        RuleWatch.Day found = rules.day(day);
        assertEquals(List.of(new RuleWatch.District(22, Map.of("rules-1", 1L, "rules-0", 1L))), found.districts());
        assertEquals("rules-1", found.inForce());
        assertEquals(2, found.cases());
        assertFalse(found.hasOneRuleSet());
    }

    @Test
    void ruleSetMustBeInForceThatDay() {
        LocalDate day = LocalDate.parse("2025-06-06");
        assertTrue(rules.day(day).hasOneRuleSet(), "nothing was opened");
        openAt(day, "rules-1", 5_000);
        openAt(day, "rules-1", 6_000);
        assertTrue(rules.day(day).hasOneRuleSet());
        openAt(day.plusDays(1), "rules-0", 0);
        assertFalse(rules.day(day.plusDays(1)).hasOneRuleSet(), "of another day's rules");
    }
}
