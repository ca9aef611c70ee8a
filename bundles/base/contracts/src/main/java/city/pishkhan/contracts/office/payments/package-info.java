/** Bills, payment attempts, receipts and refund terms of a case. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.office.payments;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
