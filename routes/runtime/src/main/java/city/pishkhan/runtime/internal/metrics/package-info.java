/** The meters, their number bounded. Begin with {@link MetricsRegistry}. */
package city.pishkhan.runtime.internal.metrics;
