/**
 * The office door, version 1. Begin with {@link city.pishkhan.contracts.office.OfficeApi}; each package below has the interface and the
 * records of one subject.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.office;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
