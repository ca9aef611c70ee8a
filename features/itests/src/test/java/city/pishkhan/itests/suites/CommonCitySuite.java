package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * Tests that share one city and run one after the other. Tests that kill the hub come last; the final test backs up the
 * killed hub.
 */
@Suite
@SelectClasses(
        names = {
            "city.pishkhan.itests.process.ConfigurationIT",
            "city.pishkhan.itests.process.JournalAlterationIT",
            "city.pishkhan.itests.process.CrashedDeploymentIT",
            "city.pishkhan.itests.process.KillIT",
            "city.pishkhan.itests.process.BackupIT"
        })
class CommonCitySuite {}
