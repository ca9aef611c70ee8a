package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of the consoles in a browser, in a city of their own; see {@link DoorsAToCSuite}. */
@Suite
@SelectPackages("city.pishkhan.itests.doors")
@IncludeClassNamePatterns(".*\\.Console[^.]*IT")
class ConsoleSuite {}
