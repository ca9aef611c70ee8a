/** Inspections that the municipality orders, their fees, and the reports of violations that lead to them. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.office.municipal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
