/** An older archive of the city that stays where it is, simulated. */
package city.pishkhan.simulators.olderarchive;
