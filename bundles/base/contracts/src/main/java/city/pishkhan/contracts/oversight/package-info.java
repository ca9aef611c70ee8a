/** The oversight door, version 1: live entries, cases and figures. It is read-only. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.oversight;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
