/** Public doors: login, payment callback, certificates, tracking, complaints and rules. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.visitor;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
