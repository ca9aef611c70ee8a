/** Health reports of the core's bundles for operators. Begin with {@link HealthWatch}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
