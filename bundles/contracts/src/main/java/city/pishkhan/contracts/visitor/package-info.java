/** Doors for anybody: login, payment callback, certificate check. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts.visitor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
