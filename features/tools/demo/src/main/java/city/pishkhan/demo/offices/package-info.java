/**
 * Scenes of offices in the demo: inspection for the municipality, suspension, absence of an expert, proxy, login slip. Begin with
 * {@link city.pishkhan.demo.offices.ViolationScene}.
 */
package city.pishkhan.demo.offices;
