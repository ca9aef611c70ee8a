/** Attestations that a sheet equals its original, and originals that an office has to show or return. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts.office.attestations;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
