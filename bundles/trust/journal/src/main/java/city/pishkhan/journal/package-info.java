/** The journal's seals, for the operator's commands. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.journal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
