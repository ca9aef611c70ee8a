/** Attestations that a sheet equals its original, and originals that an office has to show or return. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.office.attestations;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
