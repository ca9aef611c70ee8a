/** Implementation of health and metrics. Begin with {@link city.pishkhan.health.internal.checks.HealthMonitor}. */
@NullMarked
package city.pishkhan.health.internal;

import org.jspecify.annotations.NullMarked;
