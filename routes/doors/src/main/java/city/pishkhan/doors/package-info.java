/**
 * What all doors have in common, whatever they expose: the call, access, idempotency, problems and faults. A door is a Camel route from
 * {@code cxfrs:} or {@code cxf:} to one route per operation; REST and SOAP meet in the same one. Begin with
 * {@link city.pishkhan.doors.Door}, which every operation goes through; {@code call}, {@code problem}, {@code rest} and {@code soap} are its
 * parts, {@code mapping} is what doors share.
 */
@Export
@Version("1.0.0")
package city.pishkhan.doors;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
