/** Signed requests to external recipients, their permitted targets and the schedule of deliveries. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.outgoing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
