/** The register of mobile numbers behind the spi. */
package city.pishkhan.numbers.internal;
