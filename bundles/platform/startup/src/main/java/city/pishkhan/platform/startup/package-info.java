/** What is missing at start is tried again, and says why. Read {@link city.pishkhan.platform.startup.Retry} first. */
@Export
@Version("1.0.0")
package city.pishkhan.platform.startup;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
