package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import city.pishkhan.spi.ContractWatch;
import city.pishkhan.spi.ContractWatch.ContractViolation;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Warns of partners that violate their contract. Only a warning, because invalid replies are ignored and the request is repeated. */
@Component(
        service = {HealthCheck.class, ContractCheck.class},
        immediate = true)
public final class ContractCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(ContractCheck.class);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final List<ContractWatch> watches = new CopyOnWriteArrayList<>();

    private final MetricsRegistry metricsRegistry;
    private final MultiGauge broken;

    @Activate
    public ContractCheck(@Reference MetricsRegistry metricsRegistry) {
        this.metricsRegistry = metricsRegistry;
        broken = MultiGauge.builder("pishkhan.partner.broken.replies")
                .description("replies of a partner that broke its contract, until an hour after the last one")
                .register(metricsRegistry.registry());
        metricsRegistry.beforeScrape(this, this::measure);
    }

    /** Creates the check with the given contract watches, for tests. */
    ContractCheck(MetricsRegistry metricsRegistry, List<ContractWatch> watches) {
        this(metricsRegistry);
        this.watches.addAll(watches);
    }

    @Override
    public String name() {
        return "contracts";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    private List<ContractViolation> violations() {
        return watches.stream()
                .flatMap(watch -> watch.violations().stream())
                .sorted(Comparator.comparing(ContractViolation::partner))
                .toList();
    }

    @Override
    public List<HealthWarning> warnings() {
        return violations().stream().map(ContractCheck::warning).toList();
    }

    private static HealthWarning warning(ContractViolation departure) {
        return HealthWarning.of(
                MESSAGES,
                departure.count() == 1 ? "contract-broken" : "contract-broken/several",
                departure.partner(),
                departure.since(),
                departure.partner(),
                departure.last(),
                departure.what(),
                departure.count());
    }

    private void measure() {
        Map<String, Long> counts = new TreeMap<>();
        violations().forEach(one -> counts.merge(one.partner(), one.count(), Long::sum));
        broken.register(
                counts.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                one -> MultiGauge.Row.of(Tags.of("partner", one.getKey()), one.getValue()))
                        .toList(),
                true);
    }

    @Deactivate
    void stop() {
        metricsRegistry.removeMeasurements(this);
        broken.register(List.of(), true);
    }
}
