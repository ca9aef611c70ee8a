package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.spi.ContractWatch.ContractViolation;
import city.pishkhan.stubs.Stubs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class ContractCheckTest {
    private static final Instant AT = Instant.parse("2026-11-28T08:00:00.5Z");

    private List<ContractViolation> agencies = List.of();
    private List<ContractViolation> others = List.of();
    private final MetricsRegistry metrics = new MetricsRegistry(Stubs.empty(BundleContext.class));
    private final ContractCheck check = new ContractCheck(metrics, List.of(() -> agencies, () -> others));

    @Test
    void validRepliesCauseNoWarning() {
        assertEquals(List.of(), check.warnings());
        assertFalse(metrics.scrape().contains("pishkhan_partner_broken_replies{"));
    }

    @Test
    void namesPartnerWithViolationsAndTheirCount() {
        agencies = List.of(new ContractViolation("gas", AT, AT, 1, "gas: no verdict"));
        others = List.of(new ContractViolation("bank", AT, AT.plusSeconds(60), 3, "the bank answered what is no code"));
        List<HealthWarning> warnings = check.warnings();
        assertEquals(
                List.of("contract-broken bank", "contract-broken gas"),
                warnings.stream().map(one -> one.kind() + " " + one.subject()).toList());
        assertEquals(
                "bank broke its contract with 3 replies, the last at 2026-11-28T08:01:00Z: the bank answered what is no code",
                warnings.get(0).what().english());
        assertEquals(AT, warnings.get(0).since());
        assertEquals(Optional.empty(), check.problem(), "the hub serves");
        String scraped = metrics.scrape();
        assertTrue(scraped.contains("pishkhan_partner_broken_replies{partner=\"bank\"} 3"), scraped);
        assertTrue(scraped.contains("pishkhan_partner_broken_replies{partner=\"gas\"} 1"), scraped);
        check.stop();
        assertFalse(metrics.scrape().contains("pishkhan_partner_broken_replies{"));
    }
}
