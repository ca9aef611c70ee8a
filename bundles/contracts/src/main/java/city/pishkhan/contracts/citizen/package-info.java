/** The door of the citizens: what a citizen sees of its own cases, and how it logs in. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts.citizen;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
