/** The tamper-evident journal. Begin with {@link Journal}. */
@Export
@Version("1.0.0")
package city.pishkhan.api.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
