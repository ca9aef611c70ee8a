/** Certificates and their delivery to applicants. Begin with {@link Certificates}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.certificates;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
