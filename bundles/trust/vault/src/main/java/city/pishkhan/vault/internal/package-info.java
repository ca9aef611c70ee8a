/**
 * Keys of persons and cases, wrapped by a master key. Destroying a key makes the data encrypted with it unreadable. Begin with
 * {@link SqlVault}.
 */
@NullMarked
package city.pishkhan.vault.internal;

import org.jspecify.annotations.NullMarked;
