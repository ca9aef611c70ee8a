package city.pishkhan.health.internal.metrics;

import city.pishkhan.api.health.WorkCounter;
import io.micrometer.core.instrument.FunctionCounter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Publishes each {@link WorkCounter} service as a counter {@code pishkhan.work}, with the counter's name as the tag
 * {@code of}.
 */
@Component(service = WorkMetrics.class, immediate = true)
public final class WorkMetrics {
    private final MetricsRegistry metricsRegistry;
    private final Map<WorkCounter, FunctionCounter> counters = new ConcurrentHashMap<>();

    @Activate
    public WorkMetrics(@Reference MetricsRegistry metricsRegistry) {
        this.metricsRegistry = metricsRegistry;
    }

    @Reference(
            name = "counters",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    void add(WorkCounter counter) {
        counters.put(
                counter,
                FunctionCounter.builder("pishkhan.work", counter, WorkCounter::workDone)
                        .description("work done since the bundle started")
                        .tag("of", counter.workName())
                        .register(metricsRegistry.registry()));
    }

    void remove(WorkCounter counter) {
        FunctionCounter removed = counters.remove(counter);
        if (removed != null) {
            metricsRegistry.registry().remove(removed);
        }
    }

    @Deactivate
    void stop() {
        counters.keySet().forEach(this::remove);
    }
}
