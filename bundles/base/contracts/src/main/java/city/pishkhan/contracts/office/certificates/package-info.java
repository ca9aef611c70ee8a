/** Certificates of approved cases and their delivery. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts.office.certificates;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
