/** Bills, payment attempts, receipts and refund terms of a case. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts.office.payments;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
