/**
 * Preserves the integrity of stored sheets: verifies each regularly, keeps a second copy, and repairs damaged sheets from it. Uses the
 * store's SPI and the archive's tables. Begin with {@link FixityCycle}.
 */
@NullMarked
package city.pishkhan.keeping.internal.fixity;

import org.jspecify.annotations.NullMarked;
