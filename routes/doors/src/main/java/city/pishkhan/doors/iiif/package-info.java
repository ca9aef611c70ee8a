/** Pages of sheets through the IIIF APIs, for any viewer. Begin with {@link city.pishkhan.doors.iiif.PageImageDocument}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.doors.iiif;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
