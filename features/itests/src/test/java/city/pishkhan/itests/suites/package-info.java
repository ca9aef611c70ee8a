/** Tests that are to run one after the other in one JVM; the class to start reading is {@code DoorsAToCSuite}. */
package city.pishkhan.itests.suites;
