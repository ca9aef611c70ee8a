/**
 * Keys of persons and cases, wrapped by a master key. Destroying a key makes the data encrypted with it unreadable. Begin with
 * {@link SqlVault}.
 */
package city.pishkhan.vault.internal;
