/** Committees, their decisions, and the register of offices. Begin with {@link Committee}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.governance;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
