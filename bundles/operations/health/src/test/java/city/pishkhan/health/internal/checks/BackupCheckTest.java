package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.backup.BackupWatch;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.stubs.Stubs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class BackupCheckTest {
    private final MetricsRegistry metricsRegistry = new MetricsRegistry(Stubs.empty(BundleContext.class));
    private final BackupCheck check = new BackupCheck(metricsRegistry);

    @Test
    void reportsNothingWithoutBackups() {
        assertEquals(List.of(), check.warnings());
        assertEquals(Optional.empty(), check.problem());
        assertTrue(metricsRegistry.scrape().contains("pishkhan_backup_age_seconds NaN"));
    }

    @Test
    void warnsAfterRestoreAndIsDownDuringRestore() {
        check.backups = () -> new BackupWatch.BackupStatus(
                Optional.of(Instant.now().minusSeconds(100)),
                Optional.empty(),
                List.of(HealthWarning.of("restored without keys"), HealthWarning.of("b")));
        assertEquals("restored without keys; b", HealthWarning.join(check.warnings()));
        assertEquals(Optional.empty(), check.problem());
        String scraped = metricsRegistry.scrape();
        assertTrue(scraped.contains("pishkhan_backup_age_seconds 10"), scraped);
        assertTrue(scraped.contains("pishkhan_backup_rehearsal_age_seconds NaN"), scraped);
        check.restore = () -> true;
        assertTrue(check.problem().isPresent());
        check.restore = () -> false;
        assertFalse(check.problem().isPresent());
        check.stop();
        assertFalse(metricsRegistry.scrape().contains("pishkhan_backup"));
    }
}
