package city.pishkhan.health.internal.metrics;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.api.agencies.Agencies.Status;
import city.pishkhan.api.agencies.InquiryDispatchers.Breaker;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics of each agency. Circuit breaker and latency are those of this node only. */
@Component(service = AgencyMetrics.class, immediate = true)
public final class AgencyMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(AgencyMetrics.class);
    private static final String AGENCY = "agency";

    private final MetricsRegistry metricsRegistry;
    private final MultiGauge waiting;
    private final MultiGauge oldest;
    private final MultiGauge paused;
    private final MultiGauge open;
    private final MultiGauge latency;

    /** Optional, because the runtime also works without cases. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Agencies agencies;

    @Activate
    public AgencyMetrics(@Reference MetricsRegistry metricsRegistry) {
        this.metricsRegistry = metricsRegistry;
        waiting = gauge("waiting", "inquiries not yet sent to an agency");
        oldest = gauge("oldest.seconds", "age of the oldest waiting inquiry");
        paused = gauge("paused", "1 while an operator has paused an agency");
        open = gauge("breaker.open", "1 while the circuit breaker of this node is open for an agency");
        latency = gauge("latency.seconds", "median duration of the last successful calls");
        metricsRegistry.beforeScrape(this, this::measure);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder("pishkhan.agency." + name)
                .description(description)
                .register(metricsRegistry.registry());
    }

    private void measure() {
        List<Status> now;
        Agencies known = agencies;
        try {
            now = known == null ? List.of() : known.list();
        } catch (RuntimeException e) {
            // without the database only these metrics are missing; the scrape returns all others
            LOG.debug("Metrics of agencies are not available now", e);
            now = List.of();
        }
        updateGauges(now);
    }

    private void updateGauges(List<Status> now) {
        Instant at = Instant.now();
        updateGauges(waiting, now, s -> Optional.of(s.waiting()));
        updateGauges(
                oldest,
                now,
                s -> Optional.of(
                        s.oldest() == null
                                ? 0
                                : Duration.between(s.oldest(), at).toSeconds()));
        updateGauges(paused, now, s -> Optional.of(s.pause() == null ? 0 : 1));
        updateGauges(open, now, s -> carrying(s).map(c -> c.breaker() == Breaker.CLOSED ? 0 : 1));
        updateGauges(latency, now, s -> carrying(s).map(DispatchState::latency).map(d -> d.toNanos() / 1e9));
    }

    private static Optional<DispatchState> carrying(Status status) {
        return Optional.ofNullable(status.dispatch());
    }

    private static void updateGauges(
            MultiGauge gauge, List<Status> agencies, Function<Status, Optional<? extends Number>> figure) {
        gauge.register(
                agencies.stream()
                        .<MultiGauge.Row<?>>flatMap(s -> figure.apply(s).stream()
                                .map(value -> MultiGauge.Row.of(Tags.of(AGENCY, s.agency()), value)))
                        .toList(),
                true);
    }

    @Deactivate
    void stop() {
        metricsRegistry.removeMeasurements(this);
        List.of(waiting, oldest, paused, open, latency).forEach(gauge -> gauge.register(List.of(), true));
    }
}
