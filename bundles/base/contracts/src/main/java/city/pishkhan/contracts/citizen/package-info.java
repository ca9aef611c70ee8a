/** The citizen door, version 1: logins of citizens and access to their own cases. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.citizen;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
