/**
 * Health and metrics as services, for the gate, which serves them at {@code /health} and {@code /metrics}. Begin with {@link
 * city.pishkhan.health.HealthReports}.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
