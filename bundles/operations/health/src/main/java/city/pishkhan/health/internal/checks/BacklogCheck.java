package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.BacklogWatch;
import city.pishkhan.api.health.BacklogWatch.Backlog;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Warns if outgoing work, such as broker notifications, seals or text messages, waits too long. Only a warning, because nothing is lost.
 */
@Component(
        service = {HealthCheck.class, BacklogCheck.class},
        immediate = true)
public final class BacklogCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(BacklogCheck.class);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final List<BacklogWatch> watches = new CopyOnWriteArrayList<>();

    private final MetricsRegistry metricsRegistry;
    private final Clock clock;
    private final MultiGauge waiting;
    private final MultiGauge oldest;

    @Activate
    public BacklogCheck(@Reference MetricsRegistry metricsRegistry) {
        this(metricsRegistry, Clock.systemUTC());
    }

    BacklogCheck(MetricsRegistry metricsRegistry, Clock clock, BacklogWatch... watches) {
        this.metricsRegistry = metricsRegistry;
        this.clock = clock;
        this.watches.addAll(List.of(watches));
        waiting = gauge("waiting", "items waiting to leave the hub, by kind");
        oldest = gauge("oldest.seconds", "age of the oldest waiting item");
        metricsRegistry.beforeScrape(this, this::measure);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder("pishkhan.backlog." + name)
                .description(description)
                .register(metricsRegistry.registry());
    }

    private void measure() {
        Map<String, Backlog> now = new TreeMap<>();
        watches.forEach(watch -> now.put(watch.backlogName(), watch.backlog()));
        updateGauge(waiting, now, Backlog::waiting);
        updateGauge(
                oldest,
                now,
                backlog -> backlog.oldest() == null ? 0 : age(backlog).toSeconds());
    }

    private static void updateGauge(MultiGauge gauge, Map<String, Backlog> now, ToLongFunction<Backlog> figure) {
        gauge.register(
                now.entrySet().stream()
                        .<MultiGauge.Row<?>>map(one ->
                                MultiGauge.Row.of(Tags.of("of", one.getKey()), figure.applyAsLong(one.getValue())))
                        .toList(),
                true);
    }

    private Duration age(Backlog backlog) {
        return Duration.between(backlog.oldest(), clock.instant());
    }

    @Override
    public String name() {
        return "backlogs";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        return watches.stream()
                .flatMap(watch -> warning(watch, watch.backlog()).stream())
                .toList();
    }

    private Optional<HealthWarning> warning(BacklogWatch watch, Backlog backlog) {
        if (backlog.oldest() == null || age(backlog).compareTo(watch.longestWait()) < 0) {
            return Optional.empty();
        }
        Instant since = backlog.oldest();
        return Optional.of(new HealthWarning(
                watch.backlogName(),
                "",
                HealthWarning.of(MESSAGES, "backlog", "", since, watch.description(), backlog.waiting(), since)
                        .what(),
                since,
                watch.effect(),
                watch.remedy()));
    }

    @Deactivate
    void stop() {
        metricsRegistry.removeMeasurements(this);
        waiting.register(List.of(), true);
        oldest.register(List.of(), true);
    }
}
