/** Writes backups and their key bundles, rehearses them, and ends what a restore began. Begin with {@link BackupService}. */
package city.pishkhan.backup.internal;
