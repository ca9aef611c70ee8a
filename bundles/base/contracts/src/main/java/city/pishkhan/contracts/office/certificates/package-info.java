/** Certificates of approved cases and their delivery. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.office.certificates;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
