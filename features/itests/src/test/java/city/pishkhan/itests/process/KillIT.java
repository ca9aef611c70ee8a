package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.itests.process.ProcessKiller.KillPlan;
import city.pishkhan.testkit.partners.SimulatedPartners;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever and whenever a process is killed, nothing acknowledged is lost, and nothing takes effect twice. */
class KillIT {

    /** number of cases at the start; the profile nightly has more */
    private static final int CASES = Integer.getInteger("kill.cases", 14);
    /** number of cases that are paid while the agencies of other cases are asked */
    private static final int EARLY = CASES / 5;

    /** further cases are added only while fewer new cases than this are being opened and submitted */
    private static final int CONCURRENT_NEW_CASES = CASES / 3;
    /** delay of slow partners in milliseconds; longer than the pause before a kill, shorter than the hub's time-out */
    private static final int SLOW_MS = 4_500;

    /**
     * an agency that accepts inquiries at once and answers later through the agency door, so that many inquiries are in
     * flight on a slow machine too
     */
    private static final String LATE = "water";

    private static final int LATE_MS = 15_000;
    /**
     * from this number of additional cases on, the machine counts as slow, and the late agency answers after
     * {@code VERY_LATE_MS}
     */
    private static final int CASES_BEFORE_LATE_ANSWERS = 10;

    private static final int VERY_LATE_MS = 120_000;

    private static final int LIMIT_SECONDS = 900;

    @RegisterExtension
    static final CityExtension CITY = SharedCities.COMMON;

    /**
     * Seeds of the runs. Each run performs every kind of kill, in its own order and at its own moments. A build runs one seed;
     * {@code -Dkill.seeds=1405,2026,7} runs several.
     */
    static LongStream seeds() {
        return Stream.of(System.getProperty("kill.seeds", "1405").split(",")).mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCaseEndsExactlyOnceDespiteKills(long seed) throws Exception {
        Random random = new Random(seed);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Journey> journeys = journeys(random, CASES);
            List<Future<Journey>> early = new ArrayList<>();
            for (Journey journey : journeys.subList(0, EARLY)) {
                early.add(threads.submit(journey::begin));
            }
            for (Future<Journey> one : early) {
                one.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
            slowPartnersDown(random);
            List<Future<Journey>> running = new ArrayList<>();
            for (Journey journey : journeys.subList(0, EARLY)) {
                running.add(threads.submit(journey::finish));
            }
            AtomicInteger beginning = new AtomicInteger(CASES - EARLY);
            for (Journey journey : journeys.subList(EARLY, CASES)) {
                running.add(threads.submit(() -> runJourney(journey, beginning)));
            }
            ProcessKiller blows = new ProcessKiller(CITY, random, CASES * 5 / 3, () -> {
                if (beginning.get() < CONCURRENT_NEW_CASES) {
                    Journey more = journeys(random, 1).get(0);
                    journeys.add(more);
                    beginning.incrementAndGet();
                    running.add(threads.submit(() -> runJourney(more, beginning)));
                    if (journeys.size() == CASES + CASES_BEFORE_LATE_ANSWERS) {
                        CITY.partners().control(LATE, Map.of("answerAfterMs", VERY_LATE_MS));
                    }
                }
            });
            List<KillPlan> order = new ArrayList<>(Arrays.asList(KillPlan.values()));
            Collections.shuffle(order, random);
            for (KillPlan blow : order) {
                blows.killAndAwaitRecovery(blow);
            }
            restorePartners();
            for (Future<Journey> one : running) {
                one.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
            check(journeys, blows);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Journey runJourney(Journey journey, AtomicInteger beginning) throws InterruptedException {
        try {
            journey.begin();
        } finally {
            beginning.decrementAndGet();
        }
        return journey.finish();
    }

    private static List<Journey> journeys(Random random, int number) {
        List<Journey> journeys = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            journeys.add(CITY.journey(random.nextInt(4) == 0 ? 5 : 8));
        }
        return journeys;
    }

    /** Slows the partners down so that inquiries accumulate. */
    private static void slowPartnersDown(Random random) {
        for (String agency : SimulatedPartners.AGENCIES) {
            CITY.partners()
                    .control(
                            agency,
                            Map.of(
                                    "delayMs",
                                    SLOW_MS + random.nextInt(2_000),
                                    "answerAfterMs",
                                    LATE.equals(agency) ? LATE_MS : 0));
        }
        CITY.partners().control("bank/mellat", Map.of("delayMs", 300));
    }

    private static void restorePartners() {
        SimulatedPartners.AGENCIES.forEach(
                agency -> CITY.partners().control(agency, Map.of("delayMs", 0, "answerAfterMs", 0)));
        CITY.partners().control("bank/mellat", Map.of("delayMs", 0));
    }

    private static void check(List<Journey> journeys, ProcessKiller blows) throws Exception {
        assertTrue(CITY.city().partnersProcess().isRunning(), "the partners outlived everything");
        Awaitility.await("nothing waits any more").until(() -> CITY.inFlight() == 0);
        Checker checker = new Checker(CITY);
        assertEquals(List.of(), checker.check(journeys));
        assertFalse(blows.unreceivedAnswers().isEmpty(), "a kill fell between a reply and our commit");
        assertEquals(List.of(), checker.ledgers().notRepeated(blows.unreceivedAnswers()));
        TestReport.log(
                journeys.size() + " cases, " + checker.ledgers().repeats() + " inquiries delivered again, of them "
                        + blows.unreceivedAnswers().size() + " whose first answer was never heard");
    }
}
