/**
 * The simulated partners from outside: how a test tells them to behave, and what they put on record. Begin with {@link
 * city.pishkhan.testkit.partners.SimulatedPartners}.
 */
package city.pishkhan.testkit.partners;
