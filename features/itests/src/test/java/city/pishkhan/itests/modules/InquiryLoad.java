package city.pishkhan.itests.modules;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.OfficeCases;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.plots.Plots;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * Submits permits at a steady rate; each of their inquiries must be answered exactly once. Each permit is then withdrawn, so that its
 * property can be used again.
 */
final class InquiryLoad implements AutoCloseable {
    private static final int FLOORS = 8;
    private static final long SQUARE_METRES = 400;
    /** Number of inquiries of a permit with this number of floors: fire, water, electricity, gas. */
    private static final int INQUIRIES = 4;

    private static final int CLERKS = 12;
    /**
     * Maximum number of waiting permits. Above this number the hub cannot keep up, and further permits would only
     * queue.
     */
    private static final int MOST_WAITING = 60;

    private static final int MOST_UNDER_WAY = 1_500;
    private static final long LOOK_MILLIS = 1_500;
    private static final Duration LOST = Duration.ofMinutes(3);

    private final HubClient door;
    private final Clerk clerk;
    private final Queue<Plot> plots = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService clerks = new ThreadPoolExecutor(CLERKS, CLERKS, 1, TimeUnit.MINUTES, waiting);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final long start = System.nanoTime();
    private volatile long end;

    private record SubmittedPermit(String id, Plot plot, Instant at) {}

    /**
     * Starts the load.
     *
     * @param perSecond inquiries per second
     */
    InquiryLoad(HubClient door, Plots all, double perSecond) {
        this.door = door;
        this.clerk = new Clerk(door);
        while (plots.size() < MOST_UNDER_WAY + CLERKS) {
            plots.add(all.next(one -> one.floors() >= FLOORS
                    && one.buildable() >= SQUARE_METRES
                    && one.uses().contains("residential")));
        }
        long pause = Math.round(TimeUnit.SECONDS.toMicros(1) * INQUIRIES / perSecond);
        scheduler.scheduleAtFixedRate(this::next, 0, pause, TimeUnit.MICROSECONDS);
    }

    private void next() {
        if (waiting.size() < MOST_WAITING && underWay.get() < MOST_UNDER_WAY) {
            underWay.incrementAndGet();
            clerks.execute(() -> attempt(this::submitPermit));
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void attempt(Work work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.add(e.toString());
            underWay.decrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void submitPermit() throws InterruptedException {
        Plot plot = plots.remove();
        JsonNode opened = clerk.open(plot, "Test", FLOORS, Map.of("residential", SQUARE_METRES));
        String id = opened.path("id").asText();
        clerk.submitSheets(opened, plot);
        begun.incrementAndGet();
        scheduleCheck(new SubmittedPermit(id, plot, Instant.now()));
    }

    private void scheduleCheck(SubmittedPermit asked) {
        scheduler.schedule(
                () -> clerks.execute(() -> attempt(() -> checkAnswered(asked))), LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void checkAnswered(SubmittedPermit asked) throws InterruptedException {
        JsonNode inquiries = clerk.read(asked.id()).path("inquiries");
        boolean all = inquiries.size() >= INQUIRIES;
        for (JsonNode inquiry : inquiries) {
            all &= inquiry.path("state").asText().equals("answered");
        }
        if (all) {
            checkAnsweredOnce(asked.id(), inquiries);
            clerk.withdraw(asked.id(), "the owner changed her mind");
            plots.add(asked.plot());
            underWay.decrementAndGet();
        } else if (asked.at().plus(LOST).isBefore(Instant.now())) {
            failures.add("lost: " + inquiries);
            underWay.decrementAndGet();
        } else {
            scheduleCheck(asked);
        }
    }

    private void checkAnsweredOnce(String id, JsonNode inquiries) throws InterruptedException {
        Map<String, Integer> times = new HashMap<>();
        for (JsonNode entry : door.get(OfficeCases.path(id) + "/history").path("items")) {
            if (entry.path("event").asText().equals("inquiry.answered")) {
                times.merge(entry.path("details").path("inquiry").asText(), 1, Integer::sum);
            }
        }
        for (JsonNode inquiry : inquiries) {
            int count = times.getOrDefault(inquiry.path("id").asText(), 0);
            if (count == 1) {
                answered.incrementAndGet();
            } else {
                failures.add("answered " + count + " times: " + inquiry);
            }
        }
    }

    /** Stops submitting, and waits until all inquiries are answered. */
    void finish() {
        end = System.nanoTime();
        underWay.addAndGet(MOST_UNDER_WAY);
        Awaitility.await("all inquiries are answered")
                .atMost(LOST.plusMinutes(1))
                .until(() -> underWay.get() == MOST_UNDER_WAY);
    }

    /** Failed calls, and inquiries that were lost or answered twice. */
    List<String> failures() {
        return failures;
    }

    long answered() {
        return answered.get();
    }

    /** Average number of inquiries per second. */
    double rate() {
        long until = end == 0 ? System.nanoTime() : end;
        return begun.get() * INQUIRIES * 1e9 / (until - start);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        clerks.shutdownNow();
    }
}
