/** Signed requests to others, where they may go, and when each of them is told. */
@Export
@Version("1.0.0")
package city.pishkhan.outgoing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
