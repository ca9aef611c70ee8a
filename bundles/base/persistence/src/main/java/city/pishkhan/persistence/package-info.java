/** Transactions, entity managers and migrations over the one data source of the hub. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.persistence;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
