/** Restores a hub from its backup without a running hub. Begin with {@link city.pishkhan.backup.RestoreMain}. */
package city.pishkhan.backup;
