/** Health checks of this node, and the monitor that runs them. Begin with {@link HealthMonitor}. */
@NullMarked
package city.pishkhan.health.internal.checks;

import org.jspecify.annotations.NullMarked;
