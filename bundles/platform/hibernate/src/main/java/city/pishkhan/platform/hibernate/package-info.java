/** Entity manager factories for bundles, as the container of a Jakarta server would provide them. */
@Export
@Version("1.0.0")
package city.pishkhan.platform.hibernate;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
