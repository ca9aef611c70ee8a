/** Puts a hub back from its backup, without a hub. Begin with {@link city.pishkhan.backup.RestoreMain}. */
package city.pishkhan.backup;
