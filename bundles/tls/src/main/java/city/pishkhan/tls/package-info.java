/** HTTPS at the doors: whose certificates there are, and until when. */
@Export
@Version("1.0.0")
package city.pishkhan.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
