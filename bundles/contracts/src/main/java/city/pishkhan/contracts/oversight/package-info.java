/** The oversight door, version 1: every stage of every case, as it happens and in figures. It changes nothing. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts.oversight;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
