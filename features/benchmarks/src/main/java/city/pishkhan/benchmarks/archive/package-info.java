/** {@code bin/bench archive}: an archive of any size in a hub's own database. Begin with {@link ArchiveBenchmark}. */
package city.pishkhan.benchmarks.archive;
