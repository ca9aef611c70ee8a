/** FEEL as rules need it: parsed once, and never silent about a mistake. */
@Export
@Version("1.0.0")
package city.pishkhan.platform.dmn;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
