/** The archive: its sheets and documents, their proofs, uploads and display. Begin with {@link Papers}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.archive;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
