/** The registry of vehicles behind the spi. */
package city.pishkhan.vehicles.internal;
