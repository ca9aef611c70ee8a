package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import city.pishkhan.tls.TlsState;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
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

/** Checks that HTTPS works if it is configured, and warns before its certificates expire. */
@Component(
        service = {HealthCheck.class, TlsCheck.class},
        immediate = true)
public final class TlsCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(TlsCheck.class);

    private final MetricsRegistry metricsRegistry;
    private final MultiGauge expiry;

    /** Present only if HTTPS is configured. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile TlsState tls;

    @Activate
    public TlsCheck(@Reference MetricsRegistry metricsRegistry) {
        this.metricsRegistry = metricsRegistry;
        expiry = MultiGauge.builder("pishkhan.certificate.expires.seconds")
                .description("seconds until a certificate of the HTTPS connector expires")
                .register(metricsRegistry.registry());
        metricsRegistry.beforeScrape(this, this::measure);
    }

    private void measure() {
        Instant now = Instant.now();
        TlsState configured = tls;
        List<TlsState.Dated> certificates = configured == null ? List.of() : configured.certificates();
        expiry.register(
                certificates.stream()
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
        TlsState configured = tls;
        return configured == null ? Optional.empty() : configured.problem();
    }

    @Override
    public List<HealthWarning> warnings() {
        TlsState configured = tls;
        return configured == null
                ? List.of()
                : configured.expiring().map(TlsCheck::warning).stream().toList();
    }

    private static HealthWarning warning(TlsState.Dated certificate) {
        boolean isExpired = certificate.expires().isBefore(Instant.now());
        return HealthWarning.of(
                MESSAGES,
                isExpired ? "other/certificate-expired" : "other/certificate",
                "",
                null,
                certificate.name(),
                certificate.expires());
    }

    @Deactivate
    void stop() {
        metricsRegistry.removeMeasurements(this);
        expiry.register(List.of(), true);
    }
}
