package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** What wants a young city, and then a long queue in the city that has grown meanwhile. */
@Suite
@SelectClasses(names = {"city.pishkhan.itests.process.GrowthIT", "city.pishkhan.itests.process.HangingAgencyIT"})
class BusyCitySuite {}
