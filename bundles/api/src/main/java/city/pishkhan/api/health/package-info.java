/** What a bundle of the core tells operators of how it stands. Begin with {@link HealthWatch}. */
@Export
@Version("1.0.0")
package city.pishkhan.api.health;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
