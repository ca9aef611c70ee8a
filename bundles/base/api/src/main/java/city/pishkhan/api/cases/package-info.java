/** Cases and the operations on them. Begin with {@link Cases}. */
@Export
@Version("1.0.0")
package city.pishkhan.api.cases;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
