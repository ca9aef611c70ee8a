/**
 * Types that all service interfaces of the hub's bundles share: {@link Refusal} and {@link Page}. Neither this package nor its
 * subpackages expose types of third-party libraries.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
