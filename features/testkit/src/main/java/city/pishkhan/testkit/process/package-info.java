/**
 * The processes of a city: hub and simulators with their folders, ports and settings, started, awaited and ended. Knows nothing of what is
 * said at the doors. Begin with {@link city.pishkhan.testkit.process.HubProcess}.
 */
package city.pishkhan.testkit.process;
