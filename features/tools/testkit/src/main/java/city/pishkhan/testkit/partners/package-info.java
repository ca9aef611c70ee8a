/**
 * Client of the simulated partners: controls their behaviour and reads their records. Begin with
 * {@link city.pishkhan.testkit.partners.SimulatedPartners}.
 */
package city.pishkhan.testkit.partners;
