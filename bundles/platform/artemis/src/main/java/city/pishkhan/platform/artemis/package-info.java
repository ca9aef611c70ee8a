/** What an operator and the metrics ask of the broker. */
@Export
@Version("1.0.0")
package city.pishkhan.platform.artemis;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
