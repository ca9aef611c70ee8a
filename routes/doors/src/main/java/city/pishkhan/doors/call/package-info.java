/**
 * A call as a door's routes see it, whoever made it, and what they reply: {@link city.pishkhan.doors.call.DoorCall} in,
 * {@link city.pishkhan.doors.call.DoorReply} out. Nothing here knows of REST or SOAP routes.
 */
@Export
@Version("1.0.0")
package city.pishkhan.doors.call;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
