/**
 * The processes of a city: hub and simulators with their folders, ports and settings. Independent of the doors' protocols. Begin with
 * {@link city.pishkhan.testkit.process.HubProcess}.
 */
package city.pishkhan.testkit.process;
