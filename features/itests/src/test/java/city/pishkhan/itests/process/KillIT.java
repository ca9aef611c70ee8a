package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.itests.process.Blows.Blow;
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

/** Whatever dies at whatever moment, nothing that was acknowledged is lost, and nothing takes effect twice. */
class KillIT {

    /** paid while others are asked */
    private static final int EARLY = 6;

    private static final int CASES = 30;
    /** brought beside them when too few inquiries are in flight for the next kill */
    private static final int MORE_AT_ONCE = 10;
    /** slower than the hub is killed, faster than its time-out */
    private static final int SLOW_MS = 4_500;

    /** takes an inquiry at once and answers through the agency door, so that many are in flight on a slow machine too */
    private static final String LATE = "water";

    private static final int LATE_MS = 15_000;
    /** on a machine so slow that this many more cases did not bring enough into flight, it takes its time */
    private static final int MANY_MORE = 10;

    private static final int VERY_LATE_MS = 120_000;

    private static final int LIMIT_SECONDS = 900;

    @RegisterExtension
    static final CityExtension CITY = SharedCities.COMMON;

    /** Every one strikes every blow, in an order and at moments of its own: one for every build, {@code -Dkill.seeds=1405,2026,7} tries more. */
    static LongStream seeds() {
        return Stream.of(System.getProperty("kill.seeds", "1405").split(",")).mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCaseComesToItsEndOnce(long seed) throws Exception {
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
            partnersAreSlow(random);
            List<Future<Journey>> running = new ArrayList<>();
            for (Journey journey : journeys.subList(0, EARLY)) {
                running.add(threads.submit(journey::finish));
            }
            AtomicInteger beginning = new AtomicInteger(CASES - EARLY);
            for (Journey journey : journeys.subList(EARLY, CASES)) {
                running.add(threads.submit(() -> whole(journey, beginning)));
            }
            Blows blows = new Blows(CITY, random, () -> {
                if (beginning.get() < MORE_AT_ONCE) {
                    Journey more = journeys(random, 1).get(0);
                    journeys.add(more);
                    beginning.incrementAndGet();
                    running.add(threads.submit(() -> whole(more, beginning)));
                    if (journeys.size() == CASES + MANY_MORE) {
                        CITY.partners().control(LATE, Map.of("answerAfterMs", VERY_LATE_MS));
                    }
                }
            });
            List<Blow> order = new ArrayList<>(Arrays.asList(Blow.values()));
            Collections.shuffle(order, random);
            for (Blow blow : order) {
                blows.strike(blow);
            }
            partnersAreWell();
            for (Future<Journey> one : running) {
                one.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
            check(journeys, blows);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Journey whole(Journey journey, AtomicInteger beginning) throws InterruptedException {
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

    /** So that inquiries pile up. */
    private static void partnersAreSlow(Random random) {
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

    private static void partnersAreWell() {
        SimulatedPartners.AGENCIES.forEach(
                agency -> CITY.partners().control(agency, Map.of("delayMs", 0, "answerAfterMs", 0)));
        CITY.partners().control("bank/mellat", Map.of("delayMs", 0));
    }

    private static void check(List<Journey> journeys, Blows blows) throws Exception {
        assertTrue(CITY.city().partnersProcess().running(), "the partners outlived everything");
        Awaitility.await("nothing waits any more").until(() -> CITY.inFlight() == 0);
        Checker checker = new Checker(CITY);
        assertEquals(List.of(), checker.check(journeys));
        assertFalse(blows.unheard().isEmpty(), "a kill fell between a reply and our commit");
        assertEquals(List.of(), checker.ledgers().notRepeated(blows.unheard()));
        TestReport.say(
                journeys.size() + " cases, " + checker.ledgers().repeats() + " inquiries delivered again, of them "
                        + blows.unheard().size() + " whose first answer was never heard");
    }
}
