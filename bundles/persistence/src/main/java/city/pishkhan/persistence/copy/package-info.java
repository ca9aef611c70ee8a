/** The database in and out of a backup file, with or without a hub around it. Begin with {@link BackupFile}. */
@Export
@Version("1.0.0")
package city.pishkhan.persistence.copy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
