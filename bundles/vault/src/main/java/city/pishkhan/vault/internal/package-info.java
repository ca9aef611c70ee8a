/**
 * Keys of persons and cases, wrapped by a master key: what is sealed with them is gone when they are destroyed. Begin with {@link
 * SqlVault}.
 */
package city.pishkhan.vault.internal;
