package city.pishkhan.health;

import io.micrometer.core.instrument.MeterRegistry;

/** Registers and returns the metrics of this node. */
public interface Metrics {

    /** Registry in which a bundle registers its own meters. */
    MeterRegistry registry();

    /** Measures and returns all meters in the Prometheus text format; returns within a second. */
    String scrape();
}
