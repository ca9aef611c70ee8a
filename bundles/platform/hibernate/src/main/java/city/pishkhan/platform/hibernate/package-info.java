/** Entity manager factories for bundles, as the container of a Jakarta server would provide them. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.platform.hibernate;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
