/** Writes and rehearses backups with their key bundles, and completes a restore. Begin with {@link BackupService}. */
package city.pishkhan.backup.internal;
