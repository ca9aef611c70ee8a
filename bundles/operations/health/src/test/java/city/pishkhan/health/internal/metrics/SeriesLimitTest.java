package city.pishkhan.health.internal.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class SeriesLimitTest {
    private final PrometheusMeterRegistry registry = MetricsRegistry.limited(10);

    private static Counter count(MeterRegistry registry, int value) {
        Counter counter =
                Counter.builder("calls").tag("from", String.valueOf(value)).register(registry);
        counter.increment();
        return counter;
    }

    @Test
    void limitsSeriesOfUnboundedLabel() {
        for (int i = 0; i < 1_000; i++) {
            count(registry, i);
        }
        assertEquals(10, registry.getMeters().size());
        assertTrue(registry.scrape().length() < 2_000, registry.scrape());
    }

    @Test
    void keepsCountingExistingSeries() {
        for (int i = 0; i < 20; i++) {
            count(registry, i);
        }
        assertEquals(2, count(registry, 3).count());
    }

    @Test
    void removedSeriesFreesCapacity() {
        for (int i = 0; i < 10; i++) {
            registry.remove(count(registry, i));
        }
        assertEquals(1, count(registry, 100).count());
        assertEquals(1, registry.getMeters().size());
    }

    @Test
    void labelsFollowPrometheusNaming() {
        Counter.builder("camel.exchanges")
                .tag("camelContext", "fire")
                .tag("routeId", "fire-inquiries")
                .register(registry)
                .increment();
        String expected = "camel_exchanges_total{camel_context=\"fire\",route_id=\"fire-inquiries\"} 1.0";
        assertTrue(registry.scrape().contains(expected), registry.scrape());
    }
}
