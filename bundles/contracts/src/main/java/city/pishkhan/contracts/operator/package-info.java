/** The operator door, version 1: what waits and why, and what operators do about it. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts.operator;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
