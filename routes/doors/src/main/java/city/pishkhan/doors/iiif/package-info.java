/** Pages of sheets as the IIIF APIs have them, for any viewer: begin with {@link city.pishkhan.doors.iiif.PageImageDocument}. */
@Export
@Version("1.0.0")
package city.pishkhan.doors.iiif;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
