package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Tests at the doors with names from A to C, run one after the other in one JVM and so in one city. Each further JVM would start another
 * city. The others are in {@link DoorsDToZSuite}; tests in a browser are in {@link ConsoleSuite}. The three take about the same time, so
 * that none of them still runs when all other tests have ended. The names of the suites make them run first, in parallel to tests that
 * start their own cities.
 */
@Suite
@SelectPackages("city.pishkhan.itests.doors")
@IncludeClassNamePatterns(".*\\.[A-C][^.]*IT")
@ExcludeClassNamePatterns(".*\\.Console[^.]*IT")
class DoorsAToCSuite {}
