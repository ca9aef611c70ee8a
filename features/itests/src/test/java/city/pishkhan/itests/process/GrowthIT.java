package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.growth.CityGrowth;
import city.pishkhan.testkit.growth.ListRequests;
import city.pishkhan.testkit.growth.PlanLog;
import city.pishkhan.testkit.growth.PlanLog.Growth;
import city.pishkhan.testkit.growth.PlanLog.Reads;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.DatabaseCounters;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The statements of permits, lists and timers read no more rows with 100,000 entries in the journal than in a young city. */
@Tag("nightly")
class GrowthIT {

    private static final int PERMITS = 3;
    private static final int FLOORS = 8;
    private static final long ENTRIES = 100_000;
    private static final int COPIES = 400;
    /** duration of an idle phase in which timers that run every few seconds are observed */
    private static final Duration TIMERS = Duration.ofSeconds(12);

    @RegisterExtension
    static final CityExtension CITY = new CityExtension("growth", home -> new CitySettings(home)
            .add("city.pishkhan.platform.postgres.cfg", "settings", PlanLog.SETTING));

    @Test
    void statementReadsDoNotGrowWithData() throws Exception {
        try (Connection connection = DatabaseCounters.superuser(CITY.home(), "hub")) {
            CityGrowth growth = new CityGrowth(connection);
            PlanLog plans = new PlanLog(CITY.home(), connection);
            Map<String, Reads> young = measureReads(plans);
            assertTrue(young.size() > 100, () -> "only " + young.size() + " statements were seen");
            while (entries(growth) < ENTRIES) {
                growth.grow(COPIES);
            }
            Map<String, Reads> grown = measureReads(plans);
            TestReport.log("Statements seen in a young city: " + young.size() + ", in one with " + entries(growth)
                    + " entries: " + grown.size());
            assertEquals(Map.of(), describe(PlanLog.growing(young, grown)));
        }
    }

    private static Map<String, String> describe(Map<String, Growth> growing) {
        Map<String, String> described = new TreeMap<>();
        growing.forEach((query, growth) -> described.put(
                query, growth.before() + " -> " + growth.now() + " pages a row, read whole: " + growth.scanned()));
        return described;
    }

    private Map<String, Reads> measureReads(PlanLog plans) throws Exception {
        plans.begin();
        for (int i = 0; i < PERMITS; i++) {
            CITY.journey(FLOORS).begin().finish();
        }
        ListRequests.requestAll(CITY.city());
        Awaitility.await("timers").pollDelay(TIMERS).until(() -> true);
        return plans.end();
    }

    private static long entries(CityGrowth growth) throws Exception {
        return growth.sizes().stream()
                .filter(size -> size.table().equals("journal.entry"))
                .findFirst()
                .orElseThrow()
                .rows();
    }
}
