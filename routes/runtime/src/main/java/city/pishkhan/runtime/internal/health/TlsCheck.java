package city.pishkhan.runtime.internal.health;

import city.pishkhan.runtime.HealthCheck;
import city.pishkhan.runtime.internal.metrics.MetricsRegistry;
import city.pishkhan.tls.TlsState;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** HTTPS is up where it is configured, and its certificates last. There where HTTPS is configured, and nowhere else. */
@Component(
        service = {HealthCheck.class, TlsCheck.class},
        immediate = true)
public final class TlsCheck implements HealthCheck {
    private final TlsState tls;
    private final MetricsRegistry metricsRegistry;
    private final MultiGauge expiry;

    @Activate
    public TlsCheck(@Reference TlsState tls, @Reference MetricsRegistry metricsRegistry) {
        this.tls = tls;
        this.metricsRegistry = metricsRegistry;
        expiry = MultiGauge.builder("pishkhan.certificate.expires.seconds")
                .description("seconds until a certificate of the HTTPS connector expires")
                .register(metricsRegistry.registry());
        metricsRegistry.beforeScrape(this, this::measure);
    }

    private void measure() {
        Instant now = Instant.now();
        expiry.register(
                tls.certificates().stream()
                        .<MultiGauge.Row<?>>map(c -> MultiGauge.Row.of(
                                Tags.of("certificate", c.name()),
                                Duration.between(now, c.expires()).toSeconds()))
                        .toList(),
                true);
    }

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public Optional<String> problem() {
        return tls.problem();
    }

    @Override
    public Optional<String> warning() {
        return tls.warning();
    }

    @Deactivate
    void stop() {
        metricsRegistry.forget(this);
        expiry.register(java.util.List.of(), true);
    }
}
