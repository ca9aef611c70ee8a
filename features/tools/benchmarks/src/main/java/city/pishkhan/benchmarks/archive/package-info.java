/** {@code bin/bench archive}: an archive of any size in the database of a separate hub. Begin with {@link ArchiveBenchmark}. */
package city.pishkhan.benchmarks.archive;
