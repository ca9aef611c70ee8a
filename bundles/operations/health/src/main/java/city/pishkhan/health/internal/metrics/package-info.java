/** Metrics of the hub, limited in number. Begin with {@link MetricsRegistry}. */
package city.pishkhan.health.internal.metrics;
