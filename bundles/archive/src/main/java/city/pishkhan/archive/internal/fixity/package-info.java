/**
 * Keeps stored sheets whole: reads each again from time to time, puts each into a second copy, mends one by the other. Uses the store's SPI and the
 * archive's tables. Begin with {@link FixityCycle}.
 */
package city.pishkhan.archive.internal.fixity;
