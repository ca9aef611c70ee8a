/** Metrics of the hub, limited in number. Begin with {@link MetricsRegistry}. */
@NullMarked
package city.pishkhan.health.internal.metrics;

import org.jspecify.annotations.NullMarked;
