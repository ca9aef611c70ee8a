/** Search and description of documents in the city archive. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.office.archive;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
