package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Tests at the doors, one after the other in one JVM, and so in one city: in whichever JVM such a test ran by itself, a city would be started
 * there. Those of other names are with {@link DoorsDToZSuite}, so that one does not run on when everything else has ended. Named so that
 * both run first, beside those that start cities of their own.
 */
@Suite
@SelectPackages("city.pishkhan.itests.doors")
@IncludeClassNamePatterns(".*\\.[A-C][^.]*IT")
class DoorsAToCSuite {}
