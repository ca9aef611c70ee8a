/** Benchmarks of the hub through its doors. Begin with {@link city.pishkhan.benchmarks.Bench}. */
package city.pishkhan.benchmarks;
