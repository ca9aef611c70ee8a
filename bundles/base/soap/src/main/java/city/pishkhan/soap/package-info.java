@Export
@Version("1.1.0")
package city.pishkhan.soap;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
