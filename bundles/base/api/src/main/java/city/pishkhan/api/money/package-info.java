/** Bills, payments, receipts, refunds, payouts and the ledger. Begin with {@link Payments}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.money;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
