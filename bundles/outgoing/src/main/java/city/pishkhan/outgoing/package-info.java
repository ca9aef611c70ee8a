/** Signed requests to others, and where they may go. */
@Export
@Version("1.0.0")
package city.pishkhan.outgoing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
