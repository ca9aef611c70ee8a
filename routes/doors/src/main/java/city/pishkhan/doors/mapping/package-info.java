/** What several doors hand out in the same form: a case's lists and bills, certificates, receipts, deliveries, tables. Uses {@code call}. */
@Export
@Version("1.0.0")
package city.pishkhan.doors.mapping;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
