/** The services that our own bundles offer one another: interfaces and records, nothing of third parties. */
@Export
@Version("1.0.0")
package city.pishkhan.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
