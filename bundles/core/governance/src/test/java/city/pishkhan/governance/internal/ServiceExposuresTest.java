package city.pishkhan.governance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Exposure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** For each office, the last exposure or withdrawal of the service that is in force applies. */
class ServiceExposuresTest {
    private static final Instant START = Instant.parse("2026-03-21T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final ServiceExposures serviceExposures = new ServiceExposures();

    private Optional<String> effectiveDecision(String office, Instant at) {
        return serviceExposures.at(office, GovernanceHarness.PERMIT, at).map(Decision::number);
    }

    @Test
    void latestExposureOfOfficeCounts() {
        serviceExposures.add(AdoptedDecisions.exposure("S-1", START, null));
        serviceExposures.add(AdoptedDecisions.exposure("S-2", START.plus(HOUR), 5, "1204"));
        assertEquals(Optional.of("S-1"), effectiveDecision("1204", START));
        assertEquals(Optional.of("S-2"), effectiveDecision("1204", START.plus(HOUR)));
        assertEquals(Optional.of("S-1"), effectiveDecision("7", START.plus(HOUR)));
    }

    @Test
    void withdrawalAffectsOnlyNamedOffices() {
        serviceExposures.add(AdoptedDecisions.exposure("S-1", START, null));
        serviceExposures.add(AdoptedDecisions.withdrawal("S-2", START.plus(HOUR), "1204"));
        assertEquals(Optional.empty(), effectiveDecision("1204", START.plus(HOUR)));
        assertEquals(Optional.of("S-1"), effectiveDecision("7", START.plus(HOUR)));
    }

    @Test
    void futureExposureIsShownButNotInForce() {
        serviceExposures.add(AdoptedDecisions.exposure("S-1", START, 5, "1204"));
        Instant before = START.minusSeconds(1);
        assertEquals(Optional.empty(), effectiveDecision("1204", before));
        assertEquals(
                List.of(new Exposure(GovernanceHarness.PERMIT, true, List.of("1204"), 5, "S-1", START, true)),
                serviceExposures.all(before));
        assertEquals(
                List.of(new Exposure(GovernanceHarness.PERMIT, true, List.of("1204"), 5, "S-1", START, false)),
                serviceExposures.all(START));
    }
}
