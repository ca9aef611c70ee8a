/**
 * Wire forms shared by several doors: lists and bills of cases, certificates, receipts, deliveries and tables. Depends on {@code call}.
 * MapStruct generates the implementations of the abstract mappers, see {@link city.pishkhan.doors.mapping.WireMapping}.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.doors.mapping;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
