package city.pishkhan.itests.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Measures the time from sending an inquiry to recording its answer, while cases arrive at a fixed rate. */
final class RoundTrips {

    private static final int CASES = Integer.getInteger("hanging.cases", 8);
    private static final int CLERKS = 4;
    private static final long EVERY_MS = 250;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PERCENTILE = 95;
    private static final int FLOORS = 8;

    private final CityExtension city;
    private final Set<String> agencies;

    /**
     * Prepares measurements of one city.
     *
     * @param agencies agencies whose answers count
     */
    RoundTrips(CityExtension city, Set<String> agencies) {
        this.city = city;
        this.agencies = agencies;
    }

    /**
     * Measures a new lot of cases.
     *
     * @return the 95th percentile in milliseconds
     */
    long p95() throws Exception {
        List<Journey> journeys = prepareJourneys();
        ScheduledExecutorService arrivals = Executors.newScheduledThreadPool(CLERKS);
        try {
            List<Future<Journey>> submitted = new ArrayList<>();
            for (int i = 0; i < CASES; i++) {
                Callable<Journey> one = journeys.get(i)::submit;
                submitted.add(arrivals.schedule(one, i * EVERY_MS, TimeUnit.MILLISECONDS));
            }
            List<Long> times = new ArrayList<>();
            for (Future<Journey> one : submitted) {
                times.addAll(times(one.get(LIMIT.toSeconds(), TimeUnit.SECONDS)));
            }
            Collections.sort(times);
            return times.get((times.size() * PERCENTILE + 99) / 100 - 1);
        } finally {
            arrivals.shutdownNow();
        }
    }

    private List<Journey> prepareJourneys() throws Exception {
        ExecutorService clerks = Executors.newFixedThreadPool(CLERKS);
        try {
            List<Callable<Journey>> all = new ArrayList<>();
            for (int i = 0; i < CASES; i++) {
                all.add(city.journey(FLOORS)::prepare);
            }
            List<Journey> journeys = new ArrayList<>();
            for (Future<Journey> one : clerks.invokeAll(all)) {
                journeys.add(one.get());
            }
            return journeys;
        } finally {
            clerks.shutdownNow();
        }
    }

    private List<Long> times(Journey journey) {
        return Awaitility.await("answers to case " + journey.id())
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> answerTimes(journey.read()), times -> times.size() == agencies.size());
    }

    private List<Long> answerTimes(JsonNode now) {
        List<Long> times = new ArrayList<>();
        for (JsonNode inquiry : now.path("inquiries")) {
            if (agencies.contains(inquiry.path("agency").asText()) && inquiry.hasNonNull("answered")) {
                Instant asked = Instant.parse(inquiry.path("asked").asText());
                times.add(Duration.between(
                                asked, Instant.parse(inquiry.path("answered").asText()))
                        .toMillis());
            }
        }
        return times;
    }
}
