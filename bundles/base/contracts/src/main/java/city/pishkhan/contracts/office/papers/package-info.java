/** Papers of a case: sheets, resumable uploads, consents to the archive, and redactions. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.office.papers;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
