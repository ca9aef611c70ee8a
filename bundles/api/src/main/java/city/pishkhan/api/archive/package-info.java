/** The archive: its sheets and documents, what proves them, how they come in and how they are shown. Begin with {@link Papers}. */
@Export
@Version("1.0.0")
package city.pishkhan.api.archive;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
