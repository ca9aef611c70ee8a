/** Simulated older archive of the city, which the hub reads but does not import. */
package city.pishkhan.simulators.olderarchive;
