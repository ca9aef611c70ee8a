package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** Tests inside a container, one after the other in one of them; by their names, for they see no other package's. */
@Suite
@SelectClasses(
        names = {
            "city.pishkhan.itests.rooms.PermitFlowIT",
            "city.pishkhan.itests.rooms.RouteUpdateIT",
            "city.pishkhan.itests.rooms.DeploymentIT"
        })
class ContainerSuite {}
