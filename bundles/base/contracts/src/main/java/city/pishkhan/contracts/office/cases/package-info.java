/**
 * Cases at the office: opening, reading, changing and deciding them. {@link city.pishkhan.contracts.office.cases.Case} is the
 * whole case.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.office.cases;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
