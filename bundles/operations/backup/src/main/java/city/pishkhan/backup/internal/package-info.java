/** Writes and rehearses backups with their key bundles, and completes a restore. Begin with {@link BackupService}. */
@NullMarked
package city.pishkhan.backup.internal;

import org.jspecify.annotations.NullMarked;
