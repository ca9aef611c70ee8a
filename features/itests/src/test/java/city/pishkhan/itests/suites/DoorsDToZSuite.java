package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests at the doors with names from D to Z; see {@link DoorsAToCSuite}. */
@Suite
@SelectPackages("city.pishkhan.itests.doors")
@IncludeClassNamePatterns(".*\\.[D-Z][^.]*IT")
class DoorsDToZSuite {}
