/**
 * Common parts of all doors: the call, access, idempotency, problems and faults. A door is a Camel route from {@code cxfrs:} or
 * {@code cxf:} to one route per operation, which REST and SOAP share. Begin with {@link city.pishkhan.doors.DoorDescription}, from which
 * the routes follow, and {@link city.pishkhan.doors.Door}, through which every operation passes. {@code call}, {@code problem}, {@code rest} and {@code soap} are its parts; {@code mapping} contains the wire forms
 * that doors share.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.doors;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
