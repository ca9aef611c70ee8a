package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.SealWatch;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.runtime.HealthCheck;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Warns if the journal is not sealed or its seals are not witnessed. The hub stays ready, because it can serve requests
 * without seals.
 */
@Component(
        service = {HealthCheck.class, SealCheck.class},
        immediate = true)
public final class SealCheck implements HealthCheck {
    private static final SealWatch.SealState NOTHING_KNOWN = new SealWatch.SealState(0, Map.of(), List.of());

    private final MetricsRegistry metricsRegistry;
    private final MultiGauge behind;
    private final Gauge unsealed;
    private final Gauge trouble;
    private volatile SealWatch.SealState last = NOTHING_KNOWN;

    /** Optional, because the runtime also works without a journal. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SealWatch seals;

    @Activate
    public SealCheck(@Reference MetricsRegistry metricsRegistry) {
        this.metricsRegistry = metricsRegistry;
        unsealed = Gauge.builder("pishkhan.journal.unsealed", () -> last.unsealed())
                .description("journal entries waiting for a seal")
                .register(metricsRegistry.registry());
        trouble = Gauge.builder(
                        "pishkhan.journal.trouble", () -> last.warnings().size())
                .description("number of problems of sealing and witnessing; /health/ready lists them")
                .register(metricsRegistry.registry());
        behind = MultiGauge.builder("pishkhan.journal.witness.behind")
                .description("seals that an outside witness has not accepted yet")
                .register(metricsRegistry.registry());
        metricsRegistry.beforeScrape(this, this::measure);
    }

    private void measure() {
        SealWatch.SealState now = sealState();
        last = now;
        behind.register(
                now.behind().entrySet().stream()
                        .<MultiGauge.Row<?>>map(w -> MultiGauge.Row.of(Tags.of("witness", w.getKey()), w.getValue()))
                        .toList(),
                true);
    }

    private SealWatch.SealState sealState() {
        SealWatch watch = seals;
        return watch == null ? NOTHING_KNOWN : watch.state();
    }

    @Override
    public String name() {
        return "seals";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        return sealState().warnings();
    }

    @Deactivate
    public void stop() {
        metricsRegistry.removeMeasurements(this);
        behind.register(List.of(), true);
        metricsRegistry.registry().remove(unsealed);
        metricsRegistry.registry().remove(trouble);
    }
}
