/** What a caller is told when a call comes to nothing: problem details of RFC 9457, and never more than is his to know. */
@Export
@Version("1.0.0")
package city.pishkhan.doors.problem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
