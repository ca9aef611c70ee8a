/** Backups of a hub, and their restore. Begin with {@link Backups}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.backup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
