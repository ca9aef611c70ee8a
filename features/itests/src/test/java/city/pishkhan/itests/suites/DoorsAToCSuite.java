package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Tests at the doors with names from A to C, run one after the other in one JVM and so in one city. Each further JVM would start another
 * city. The other half is in {@link DoorsDToZSuite}, so that neither half still runs when all other tests have ended. The names of both
 * suites make them run first, in parallel to tests that start their own cities.
 */
@Suite
@SelectPackages("city.pishkhan.itests.doors")
@IncludeClassNamePatterns(".*\\.[A-C][^.]*IT")
class DoorsAToCSuite {}
