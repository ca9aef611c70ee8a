/** Error replies to callers as problem details (RFC 9457), without internal or confidential information. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.doors.problem;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
