/** Hashes, trees, seals and their checks: what a journal proves, to the hub and to anyone without it. */
@Export
@Version("1.0.0")
package city.pishkhan.evidence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
