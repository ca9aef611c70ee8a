/** Cases and the operations on them. Begin with {@link Cases}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.cases;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
