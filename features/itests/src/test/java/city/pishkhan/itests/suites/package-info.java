/** Suites of tests that run one after the other in one JVM. Start reading at {@code DoorsAToCSuite}. */
package city.pishkhan.itests.suites;
