package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * Tests inside a container, run one after the other in one container. The classes are listed by name because they are package-private in
 * other packages.
 */
@Suite
@SelectClasses(
        names = {
            "city.pishkhan.itests.modules.PermitFlowIT",
            "city.pishkhan.itests.modules.RouteUpdateIT",
            "city.pishkhan.itests.modules.DeploymentIT"
        })
class ContainerSuite {}
