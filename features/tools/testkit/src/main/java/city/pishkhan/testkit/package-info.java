/**
 * Starts a city as processes and makes the decisions that offices need; shared by tests, benchmarks and the demo. Shares no class with
 * the hub. Begin with {@link city.pishkhan.testkit.RunningCity}.
 */
package city.pishkhan.testkit;
