/** Inspections that the municipality orders, their fees, and the reports of violations that lead to them. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts.office.municipal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
