/** Administration of the broker for operators and metrics. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.platform.artemis;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
