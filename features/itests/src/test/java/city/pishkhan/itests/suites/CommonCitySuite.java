package city.pishkhan.itests.suites;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** What is done to one city, one after the other: who kills comes when the others are through, and what was killed is backed up. */
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
