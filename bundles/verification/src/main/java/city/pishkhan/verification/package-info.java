/** Checks of a journal, in a database or an export, against its seals and a witness's copies: in the hub and far from it. */
@Export
@Version("1.0.0")
package city.pishkhan.verification;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
