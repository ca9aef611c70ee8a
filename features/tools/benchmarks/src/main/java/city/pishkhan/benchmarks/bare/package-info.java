/**
 * The reference pipeline for the hub: the same queues and calls without the hub's code. Begin with
 * {@link city.pishkhan.benchmarks.bare.BarePipeline}.
 */
package city.pishkhan.benchmarks.bare;
