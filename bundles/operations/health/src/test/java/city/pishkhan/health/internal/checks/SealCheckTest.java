package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.SealWatch;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.stubs.Stubs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class SealCheckTest {
    private final MetricsRegistry metricsRegistry = new MetricsRegistry(Stubs.empty(BundleContext.class));
    private final SealCheck check = new SealCheck(metricsRegistry);

    @Test
    void reportsNothingWithoutJournal() {
        assertEquals(List.of(), check.warnings());
        assertTrue(metricsRegistry.scrape().contains("pishkhan_journal_unsealed 0"));
    }

    @Test
    void sealProblemsWarnWithoutTakingHubDown() {
        List<HealthWarning> trouble =
                List.of(HealthWarning.of("the key is gone"), HealthWarning.of("witness court is 3 seals behind"));
        check.seals = () -> new SealWatch.SealState(7, Map.of("court", 3L), trouble);
        assertEquals(trouble, check.warnings());
        assertEquals(Optional.empty(), check.problem());
        String scraped = metricsRegistry.scrape();
        assertTrue(scraped.contains("pishkhan_journal_unsealed 7"), scraped);
        assertTrue(scraped.contains("pishkhan_journal_trouble 2"), scraped);
        assertTrue(scraped.contains("pishkhan_journal_witness_behind{witness=\"court\"} 3"), scraped);
        check.stop();
        assertFalse(metricsRegistry.scrape().contains("pishkhan_journal_unsealed"));
    }
}
