/** Deployments into the running hub, and their rollback. Begin with {@link city.pishkhan.api.deployment.Deployments}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.deployment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
