/**
 * Starts a city as processes and sets up what it has to decide before an office may work; what tests, benchmarks and the demo share. Shares
 * no class with the hub. Begin with {@link city.pishkhan.testkit.RunningCity}.
 */
package city.pishkhan.testkit;
