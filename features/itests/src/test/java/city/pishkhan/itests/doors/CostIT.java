package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.DatabaseCounters.Counts;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private static final Duration IDLE = Duration.ofSeconds(8);

    /**
     * What a permit may ask for.
     *
     * @param statements that are its own
     * @param writes     transactions that write
     * @param logKb      of write-ahead log, but for whole pages after a checkpoint
     */
    private record Limits(int statements, int writes, int logKb) {}

    /**
     * measured: 107 to 121 statements, and some of a round that did not come while nobody asked; 32 transactions that write, one permit after
     * the other, and 24 at a rate, where timers take several together; 111 to 117 kB, more where a young city's tables are analysed meanwhile
     */
    private static final Limits SINGLE = new Limits(135, 42, 130);

    /** measured: 80 to 92, and 19 to 22 that write: the slower the machine, the fewer do timers take together; 98 to 114 kB */
    private static final Limits STACK = new Limits(100, 30, 125);

    /** of decision tables, measured: 2; what was decided of equal facts is remembered */
    private static final double MOST_EVALUATIONS = 3;

    /** sealed values, and the keys that seal them; measured: 31, and 18 of a stack */
    private static final double MOST_OPENED = 40;

    /** of files: each of eight sheets waits for the platter once, and the folder of their drafts for 32 together */
    private static final double MOST_SYNCS = 10;

    /** that the broker carries, to those who ask agencies and the bank: 6, and seldom one that asks for an older case again */
    private static final double MOST_MESSAGES = 6.9;

    /** threads of the hub: only a pool may have grown, for none is started by a sheet, of which there are eight, nor by a call; measured: 1 to 4 */
    private static final double MOST_STARTED = 8;

    private static Town town;

    @BeforeAll
    static void begin(Town shared) {
        town = shared;
        SimulatedPartners.AGENCIES.forEach(agency -> town.control(agency, Town.USUAL));
    }

    /** How the papers come to a case. */
    private interface Papers {
        /** @return the case's id */
        String brought(Clerk clerk, Plot plot) throws Exception;
    }

    @Test
    void aPermitCostsNoMoreThanItDid() throws Exception {
        costs("A permit", (clerk, plot) -> Permits.asked(clerk, plot, FLOORS), SINGLE);
    }

    @Test
    void norDoesOneWhosePapersComeInAStack() throws Exception {
        costs(
                "A permit whose papers come in a stack",
                (clerk, plot) -> clerk.submitSheets(Permits.open(clerk, plot, FLOORS), plot)
                        .path("id")
                        .asText(),
                STACK);
    }

    private static void costs(String what, Papers papers, Limits limits) throws Exception {
        permit(papers);
        try (DatabaseCounters database = new DatabaseCounters(town.home())) {
            database.wholePages(false);
            try {
                costs(database, what, papers, limits);
            } finally {
                database.wholePages(true);
            }
        }
    }

    private static void costs(DatabaseCounters database, String what, Papers papers, Limits limits) throws Exception {
        Idle idle = idle(database);
        Map<String, Long> statements = database.statements();
        long messages = messages();
        WorkDone worked = WorkDone.now(town);
        Counts before = database.counts();
        long begin = System.nanoTime();
        for (int i = 0; i < PERMITS; i++) {
            permit(papers);
        }
        double share = (System.nanoTime() - begin) / (double) IDLE.toNanos();
        Counts taken = database.counts().minus(before);
        Map<String, Long> sent = since(statements, database);
        double writes = (taken.writes() - share * idle.counts().writes()) / PERMITS;
        // what a permit left behind, such as sheets to be decoded, may not have been begun in the first pause
        Set<String> clocks = new TreeSet<>(idle.statements());
        clocks.addAll(idle(database).statements());
        double byClock = ofAPermit(sent, clocks::contains);
        double own = ofAPermit(sent, text -> !clocks.contains(text));
        // with what it left to be numbered and sent, and with the little that the hub writes by itself
        double logKb = database.counts().minus(before).walBytes() / 1024.0 / PERMITS;
        double carried = (messages() - messages) / (double) PERMITS;
        TestReport.say(String.format(
                "%s: %.0f statements beside %.0f that go by the clock, %.1f transactions that write, %.0f kB of log, %.1f messages",
                what, own, byClock, writes, logKb, carried));
        sent.keySet().removeAll(clocks);
        assertAll(
                () -> assertTrue(own <= limits.statements(), () -> own + " statements a permit:\n" + mostSent(sent)),
                () -> assertTrue(writes <= limits.writes(), () -> writes + " transactions that write, a permit"),
                () -> assertTrue(logKb <= limits.logKb(), () -> logKb + " kB of log a permit"),
                () -> assertTrue(carried <= MOST_MESSAGES, () -> carried + " messages a permit"),
                () -> atMost(MOST_EVALUATIONS, "table-evaluations", what, worked),
                () -> atMost(MOST_OPENED, "opened-values", what, worked),
                () -> atMost(MOST_SYNCS, "file-syncs", what, worked),
                () -> atMost(MOST_STARTED, WorkDone.THREADS, what, worked));
    }

    /** How many the broker was given. */
    private static long messages() throws Exception {
        try (Connection hub = DatabaseCounters.superuser(town.home(), "hub");
                Statement sql = hub.createStatement();
                ResultSet row = sql.executeQuery(
                        "select n_tup_ins from pg_stat_user_tables where schemaname = 'outbox' and relname = 'message'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void atMost(double most, String of, String what, WorkDone before) throws Exception {
        double done = WorkDone.now(town).since(before, of, PERMITS);
        TestReport.say(String.format("%s: %.1f %s", what, done, of));
        assertTrue(done <= most, () -> done + " " + of + " a permit");
    }

    /**
     * What the hub does by itself.
     *
     * @param statements its texts: those timers send, in a permit's time as many as the machine is slow
     */
    private record Idle(Counts counts, Set<String> statements) {}

    /** Begins with the tail of a permit: what is numbered, sealed and sent after it goes by the clock too. */
    private static Idle idle(DatabaseCounters database) throws Exception {
        Counts before = database.counts();
        Map<String, Long> statements = database.statements();
        Awaitility.await("timers").pollDelay(IDLE).until(() -> true);
        return new Idle(
                database.counts().minus(before), since(statements, database).keySet());
    }

    /** Calls by statement, of those that were sent since. */
    private static Map<String, Long> since(Map<String, Long> before, DatabaseCounters database) throws SQLException {
        Map<String, Long> sent = new TreeMap<>(database.statements());
        sent.replaceAll((sql, calls) -> calls - before.getOrDefault(sql, 0L));
        sent.values().removeIf(calls -> calls == 0);
        return sent;
    }

    private static double ofAPermit(Map<String, Long> sent, Predicate<String> which) {
        return sent.entrySet().stream()
                        .filter(one -> which.test(one.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                / (double) PERMITS;
    }

    private static String mostSent(Map<String, Long> sent) {
        return sent.entrySet().stream()
                .filter(e -> e.getValue() >= PERMITS)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(e -> e.getValue() / (double) PERMITS + "  " + e.getKey())
                .collect(Collectors.joining("\n"));
    }

    private static void permit(Papers papers) throws Exception {
        Clerk clerk = town.clerk();
        Plot plot = town.plot(FLOORS);
        String id = papers.brought(clerk, plot);
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
        JsonNode[] now = new JsonNode[1];
        Awaitility.await(stage).pollInterval(Duration.ofMillis(500)).until(() -> {
            now[0] = clerk.lookAgain(id, now[0]);
            return now[0].path("stage").asText().equals(stage);
        });
    }
}
