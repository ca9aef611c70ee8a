/** The bare pipeline that the hub is held against: the same queues and calls, with nothing of ours between. Begin with {@link city.pishkhan.benchmarks.bare.BarePipeline}. */
package city.pishkhan.benchmarks.bare;
