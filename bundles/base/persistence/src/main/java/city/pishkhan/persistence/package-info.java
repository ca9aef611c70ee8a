/** Transactions, entity managers and migrations over the one data source of the hub. */
@Export
@Version("1.0.0")
package city.pishkhan.persistence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
