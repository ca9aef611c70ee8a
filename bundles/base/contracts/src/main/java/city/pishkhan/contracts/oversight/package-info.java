/** The oversight door, version 1: live entries, cases and figures. It is read-only. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts.oversight;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
