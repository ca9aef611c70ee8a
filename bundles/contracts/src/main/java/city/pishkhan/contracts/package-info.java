/** What every door has in common: the login, the problem, the condition. Paths are versioned; changes within a version are additive. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
