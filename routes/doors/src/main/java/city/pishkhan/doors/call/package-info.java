/**
 * Model of a call, independent of its protocol: {@link city.pishkhan.doors.call.DoorCall} in, {@link city.pishkhan.doors.call.DoorReply}
 * out. This package does not depend on REST or SOAP routes.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.doors.call;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
