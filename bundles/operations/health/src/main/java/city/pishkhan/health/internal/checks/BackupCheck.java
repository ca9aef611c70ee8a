package city.pishkhan.health.internal.checks;

import city.pishkhan.api.backup.BackupWatch;
import city.pishkhan.api.backup.BackupWatch.BackupStatus;
import city.pishkhan.api.backup.RestoreProgress;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.runtime.HealthCheck;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Reports the state of backups, their rehearsals and the last restore. Problems are only warnings, except that the hub
 * is not ready while a restore runs.
 */
@Component(
        service = {HealthCheck.class, BackupCheck.class},
        immediate = true)
public final class BackupCheck implements HealthCheck {
    private static final BackupStatus NOTHING_KNOWN = new BackupStatus(Optional.empty(), Optional.empty(), List.of());
    private static final double MILLIS = 1_000;

    private final MetricsRegistry metricsRegistry;
    private final Gauge age;
    private final Gauge rehearsed;
    private volatile BackupStatus last = NOTHING_KNOWN;

    /** Optional, because the runtime also works without backups. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BackupWatch backups;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile RestoreProgress restore;

    @Activate
    public BackupCheck(@Reference MetricsRegistry metricsRegistry) {
        this.metricsRegistry = metricsRegistry;
        age = Gauge.builder("pishkhan.backup.age", () -> seconds(last.made()))
                .baseUnit("seconds")
                .description("time since the last backup was written; NaN: never")
                .register(metricsRegistry.registry());
        rehearsed = Gauge.builder("pishkhan.backup.rehearsal.age", () -> seconds(last.rehearsed()))
                .baseUnit("seconds")
                .description("time since a trial restore of a backup last succeeded; NaN: never")
                .register(metricsRegistry.registry());
        metricsRegistry.beforeScrape(this, () -> last = standing());
    }

    private static double seconds(Optional<Instant> at) {
        return at.map(instant -> Duration.between(instant, Instant.now()).toMillis() / MILLIS)
                .orElse(Double.NaN);
    }

    private BackupStatus standing() {
        BackupWatch watch = backups;
        return watch == null ? NOTHING_KNOWN : watch.status();
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Optional<String> problem() {
        RestoreProgress progress = restore;
        return progress != null && progress.isIncomplete()
                ? Optional.of("a backup is being restored; the log shows the progress")
                : Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        return standing().warnings();
    }

    @Deactivate
    public void stop() {
        metricsRegistry.removeMeasurements(this);
        metricsRegistry.registry().remove(age);
        metricsRegistry.registry().remove(rehearsed);
    }
}
