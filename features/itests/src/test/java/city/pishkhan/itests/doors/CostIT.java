package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.DatabaseCounters.Counts;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a building permit asks of the database, every neighbour real, with journal, notices, encryption and idempotency on. Counts, not times:
 * they are the same on any machine, but for the looks of those who wait.
 */
@ExtendWith(TownExtension.class)
class CostIT {

    private static final int PERMITS = 4;
    private static final int FLOORS = 8;
    private static final Duration IDLE = Duration.ofSeconds(5);

    /** measured: 362, triggers and waiting clerks included */
    private static final int MOST_STATEMENTS = 400;
    /** measured: 56, one after the other: at a rate timers take several together */
    private static final int MOST_WRITES = 62;

    private static Town town;

    @BeforeAll
    static void begin(Town shared) {
        town = shared;
        SimulatedPartners.AGENCIES.forEach(agency -> town.control(agency, Town.USUAL));
    }

    @Test
    void aPermitCostsNoMoreThanItDid() throws Exception {
        permit();
        try (DatabaseCounters database = new DatabaseCounters(town.home())) {
            Counts idle = idle(database);
            Map<String, Long> statements = database.statements();
            Counts before = database.counts();
            long begin = System.nanoTime();
            for (int i = 0; i < PERMITS; i++) {
                permit();
            }
            double share = (System.nanoTime() - begin) / (double) IDLE.toNanos();
            Counts taken = database.counts().minus(before);
            double sent = (taken.statements() - share * idle.statements()) / PERMITS;
            double writes = (taken.writes() - share * idle.writes()) / PERMITS;
            TestReport.say(String.format("A permit: %.0f statements, %.1f transactions that write", sent, writes));
            assertTrue(
                    sent <= MOST_STATEMENTS, () -> sent + " statements a permit:\n" + mostSent(statements, database));
            assertTrue(writes <= MOST_WRITES, () -> writes + " transactions that write, a permit");
        }
    }

    /** What timers ask by themselves. */
    private static Counts idle(DatabaseCounters database) throws Exception {
        Counts before = database.counts();
        Awaitility.await("timers").pollDelay(IDLE).atMost(IDLE.multipliedBy(2)).until(() -> true);
        return database.counts().minus(before);
    }

    private static String mostSent(Map<String, Long> before, DatabaseCounters database) {
        try {
            Map<String, Long> times = new TreeMap<>(database.statements());
            times.replaceAll((sql, calls) -> calls - before.getOrDefault(sql, 0L));
            StringBuilder most = new StringBuilder();
            times.entrySet().stream()
                    .filter(e -> e.getValue() >= PERMITS)
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .forEach(e -> most.append(e.getValue() / (double) PERMITS)
                            .append("  ")
                            .append(e.getKey())
                            .append('\n'));
            return most.toString();
        } catch (java.sql.SQLException e) {
            return e.toString();
        }
    }

    private static void permit() throws Exception {
        Clerk clerk = town.clerk();
        Plot plot = town.plot(FLOORS);
        String id = Permits.asked(clerk, plot, FLOORS);
        await(clerk, id, "duties");
        PayerBrowser payer = new PayerBrowser(town.city().http());
        for (JsonNode bill : clerk.bills(id)) {
            payer.pay(clerk.beginPayment(id, bill.path("id").asText(), "mellat"));
        }
        await(clerk, id, "final-verification");
        new Clerk(town.door("district-" + plot.district())).decide(id, "approve", null, null);
        assertTrue(clerk.certificate(id).path("code").asText().length() > 4, "a certificate");
    }

    private static void await(Clerk clerk, String id, String stage) {
        Awaitility.await(stage)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> clerk.look(id).path("stage").asText().equals(stage));
    }
}
