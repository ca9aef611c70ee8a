/** Error replies to callers as problem details (RFC 9457), without internal or confidential information. */
@Export
@Version("1.0.0")
package city.pishkhan.doors.problem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
