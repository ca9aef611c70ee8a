package city.pishkhan.governance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The time from which a signed decision is in force, by days in Tehran. */
class DecisionSigningTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 21);
    /** 00:30 in Tehran, while the previous day has not ended in UTC */
    private static final Instant NOW = Instant.parse("2026-03-20T21:00:00Z");

    @Test
    void takesEffectAtOnceOnItsDay() {
        assertEquals(NOW, DecisionSigning.inForce(DAY, NOW));
    }

    @Test
    void takesEffectAtStartOfLaterDay() {
        assertEquals(Instant.parse("2026-03-21T20:30:00Z"), DecisionSigning.inForce(DAY.plusDays(1), NOW));
    }

    @Test
    void refusesSignatureAfterEffectiveDay() {
        GovernanceHarness.refused("decision.late", () -> DecisionSigning.inForce(DAY.minusDays(1), NOW));
    }

    @Test
    void rulesMustBeSignedOneMinuteBeforeMidnight() {
        Instant midnight = DecisionSigning.inForce(DAY.plusDays(1), NOW);
        MidnightPolicy.checkSignature(midnight, NOW);
        MidnightPolicy.checkSignature(midnight, midnight.minusSeconds(60));
        GovernanceHarness.refused(
                "rules.midnight", () -> MidnightPolicy.checkSignature(midnight, midnight.minusSeconds(59)));
        GovernanceHarness.refused("rules.midnight", () -> MidnightPolicy.checkSignature(NOW, NOW));
    }
}
