/** Writes the database to a backup file and restores it, inside a running hub or without one. Begin with {@link BackupFile}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.persistence.copy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
