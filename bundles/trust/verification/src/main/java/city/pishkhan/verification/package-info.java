/** Verifies a journal in a database or an export against its seals and witnesses' copies; usable without a hub. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.verification;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
