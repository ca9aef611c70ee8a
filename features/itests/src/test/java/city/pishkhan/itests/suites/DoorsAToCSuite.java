package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All tests at the doors, one after the other in one JVM, and so in one city: in whichever JVM such a test ran by itself, a city would be
 * started there. Named so that it runs first, beside those that start cities of their own.
 */
@Suite
@SelectPackages("city.pishkhan.itests.doors")
@IncludeClassNamePatterns(".*IT")
class DoorsSuite {}
