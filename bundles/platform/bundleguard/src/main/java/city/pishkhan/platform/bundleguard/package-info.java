/**
 * Keeps deployed bundles off the framework's start-level thread and undoes interrupted deployments. Begin with
 * {@link city.pishkhan.platform.bundleguard.BundleGuard}.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.platform.bundleguard;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
