/** Implementation of health and metrics. Begin with {@link city.pishkhan.health.internal.checks.HealthMonitor}. */
package city.pishkhan.health.internal;
