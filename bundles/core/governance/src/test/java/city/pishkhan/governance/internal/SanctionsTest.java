package city.pishkhan.governance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import city.pishkhan.api.governance.Committee.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A suspension is in effect from its instant to the end of its last day in Tehran, or until it is lifted. */
class SanctionsTest {
    private static final Instant START = Instant.parse("2026-03-21T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Sanctions sanctions = new Sanctions(new Appeals(Map.of()));

    private void add(String number, Instant inForce, String measure, String service, LocalDate until) {
        sanctions.add(AdoptedDecisions.sanction(number, inForce, "office", "1204", measure, service, until));
    }

    private String suspendedBy(String service, Instant at) {
        Decision suspension = sanctions.suspension("office", "1204", service, at);
        return suspension == null ? null : suspension.number();
    }

    @Test
    void suspensionLastsUntilEndOfLastDay() {
        add("D-1", START, "suspend", null, LocalDate.of(2026, 3, 21));
        assertNull(suspendedBy(null, START.minusSeconds(1)));
        assertEquals("D-1", suspendedBy(null, START));
        assertEquals("D-1", suspendedBy(null, Instant.parse("2026-03-21T20:29:59Z")));
        assertNull(suspendedBy(null, Instant.parse("2026-03-21T20:30:00Z")));
    }

    @Test
    void suspensionOfServiceLeavesOtherServicesOpen() {
        add("D-1", START, "suspend", GovernanceHarness.PERMIT, null);
        assertEquals("D-1", suspendedBy(GovernanceHarness.PERMIT, START));
        assertNull(suspendedBy("settlement", START));
        assertNull(suspendedBy(null, START));
    }

    @Test
    void generalReinstatementLiftsServiceSuspension() {
        add("D-1", START, "suspend", GovernanceHarness.PERMIT, null);
        add("D-2", START.plus(HOUR), "reinstate", null, null);
        assertEquals("D-1", suspendedBy(GovernanceHarness.PERMIT, START));
        assertNull(suspendedBy(GovernanceHarness.PERMIT, START.plus(HOUR)));
    }

    @Test
    void warningNeitherSuspendsNorLifts() {
        add("D-1", START, "suspend", null, null);
        add("D-2", START.plus(HOUR), "warn", null, null);
        assertEquals("D-1", suspendedBy(GovernanceHarness.PERMIT, START.plus(HOUR)));
        assertNull(sanctions.suspension("expert", "1204", null, START.plus(HOUR)));
    }
}
