/** Simulated older archive of the city, which remains a separate system. */
package city.pishkhan.simulators.olderarchive;
