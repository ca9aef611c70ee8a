/** The tamper-evident journal. Begin with {@link Journal}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.journal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
