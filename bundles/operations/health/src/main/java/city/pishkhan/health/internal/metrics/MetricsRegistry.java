package city.pishkhan.health.internal.metrics;

import city.pishkhan.health.Metrics;
import city.pishkhan.health.internal.DeadlineExecutor;
import city.pishkhan.health.internal.DeadlineExecutor.Outcome;
import city.pishkhan.platform.artemis.BrokerAdmin;
import city.pishkhan.runtime.HealthCheck;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registry of all metrics: routes, doors, queues and the JVM. Camel contexts update the metrics of their routes; other
 * values are measured before each scrape, see {@link #beforeScrape}.
 */
@Component(
        service = {MetricsRegistry.class, Metrics.class},
        immediate = true)
public final class MetricsRegistry implements Metrics {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsRegistry.class);

    /** Maximum number of meters; about 700 exist with every feature installed. */
    private static final int MOST_METERS = 5_000;

    /**
     * Time limit of the measurements; slightly longer than that of the health checks, because a scrape also measures
     * their results.
     */
    private static final Duration ANSWER = Duration.ofMillis(HealthCheck.ANSWER_MILLIS + 100);

    private final PrometheusMeterRegistry registry = limited(MOST_METERS);
    private final MultiGauge queues = MultiGauge.builder("pishkhan.queue.depth")
            .description("messages in a queue, including those waiting for redelivery")
            .register(registry);
    private final ServiceRegistration<MeterRegistry> registration;
    private final Map<Object, Runnable> measures = new ConcurrentHashMap<>();
    private final AtomicInteger late = new AtomicInteger();
    private final DeadlineExecutor<Object, Boolean> threads = new DeadlineExecutor<>("pishkhan-metrics", ANSWER);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile BrokerAdmin broker;

    static PrometheusMeterRegistry limited(int most) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().namingConvention(new SnakeCaseLabels());
        SeriesLimit limit = new SeriesLimit(most);
        registry.config().meterFilter(limit).onMeterRemoved(limit::remove);
        return registry;
    }

    @Activate
    public MetricsRegistry(BundleContext bundles) {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Gauge.builder("pishkhan.metrics.late", late::get)
                .description("measurements that did not finish in time; their values are those of an earlier scrape")
                .register(registry);
        beforeScrape(this, this::measureQueueDepths);
        registration = bundles.registerService(MeterRegistry.class, registry, null);
    }

    @Override
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Registers a measurement that runs before each scrape. A scrape waits for the measurement for less than a second.
     * @param owner key for {@link #removeMeasurements}
     */
    public void beforeScrape(Object owner, Runnable measure) {
        measures.put(owner, measure);
    }

    public void removeMeasurements(Object owner) {
        measures.remove(owner);
    }

    /**
     * Measures all meters and returns them as text. A measurement that is late keeps its values of the previous scrape.
     */
    @Override
    public String scrape() {
        Map<Object, Supplier<Boolean>> work = new LinkedHashMap<>();
        measures.forEach((owner, measure) -> work.put(owner, () -> {
            measure.run();
            return true;
        }));
        int silent = 0;
        for (Outcome<Boolean> outcome : threads.runAll(work).values()) {
            outcome.failure().ifPresent(e -> LOG.warn("A measurement failed", e));
            silent += outcome.pending().isPresent() ? 1 : 0;
        }
        late.set(silent);
        return registry.scrape();
    }

    private void measureQueueDepths() {
        BrokerAdmin now = broker;
        try {
            Map<String, Long> depths = now == null ? Map.of() : now.queueDepths();
            List<MultiGauge.Row<?>> rows = depths.entrySet().stream()
                    .<MultiGauge.Row<?>>map(e -> MultiGauge.Row.of(Tags.of("queue", e.getKey()), e.getValue()))
                    .toList();
            queues.register(rows, true);
        } catch (IllegalStateException e) {
            LOG.debug("Queue depths are not available now", e);
        }
    }

    @Deactivate
    void stop() {
        registration.unregister();
        threads.close();
        registry.close();
    }

    /** Applies the Prometheus naming convention to tags of libraries: {@code routeId} becomes {@code route_id}. */
    private static final class SnakeCaseLabels extends PrometheusNamingConvention {
        private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

        @Override
        public String tagKey(String key) {
            return super.tagKey(HUMP.matcher(key).replaceAll("_").toLowerCase(Locale.ROOT));
        }
    }
}
