package city.pishkhan.itests.process;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.partners.SimulatedPartners;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;

/** Kills the hub or its database at seeded random moments, while many inquiries are in flight. */
final class ProcessKiller {

    /** The process to kill, and the moment of the kill. */
    enum KillPlan {
        HUB,
        /** between a partner's reply and the hub's commit */
        HUB_AFTER_REPLY,
        DATABASE
    }

    private static final Duration BUILD_UP = Duration.ofSeconds(600);
    private static final int LONGEST_PAUSE_MS = 1_500;
    /** a slow partner replies faster than this, see {@link KillIT} */
    private static final Duration LONGEST_REPLY = Duration.ofSeconds(8);

    private final CityExtension city;
    private final Random random;
    private final int inFlight;
    private final Runnable more;
    private final Set<String> unheard = new HashSet<>();

    /**
     * Creates a killer of the hub and the database of one city.
     *
     * @param inFlight number of inquiries without a processed answer that a kill waits for
     * @param more opens another case; called as long as too few inquiries are in flight
     */
    ProcessKiller(CityExtension city, Random random, int inFlight, Runnable more) {
        this.city = city;
        this.random = random;
        this.inFlight = inFlight;
        this.more = more;
    }

    /** Inquiries whose agency answered and whose answer the hub never received. */
    Set<String> unreceivedAnswers() {
        return unheard;
    }

    /** Waits for the moment of the plan, kills its process, and waits until the hub is ready again. */
    void killAndAwaitRecovery(KillPlan blow) throws Exception {
        Duration pause = Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MS));
        long[] flying = {0};
        Awaitility.await("inquiries in flight")
                .pollDelay(pause)
                .pollInterval(Duration.ofMillis(50))
                .atMost(BUILD_UP)
                .until(() -> buildUpInFlight(flying));
        switch (blow) {
            case HUB -> Signals.kill(city.hubPid());
            case HUB_AFTER_REPLY -> killAfterReply(city.hubPid());
            case DATABASE -> Signals.kill(city.postmaster());
        }
        TestReport.log(blow + " killed with " + flying[0] + " inquiries in flight");
        if (blow == KillPlan.DATABASE) {
            long begin = System.nanoTime();
            Awaitility.await("the hub has its database again")
                    .until(() -> city.isPostmasterRunning() && city.hub().isReady());
            TestReport.log("database is back after "
                    + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
        } else {
            TestReport.log("hub is back after " + city.hub().start().toMillis() + " ms");
        }
    }

    private boolean buildUpInFlight(long[] flying) throws InterruptedException {
        flying[0] = city.inFlight();
        boolean enough = flying[0] >= inFlight;
        if (!enough) {
            more.run();
        }
        return enough;
    }

    /**
     * Freezes the hub, waits until partners have answered a request that was in flight, and kills the hub before it reads the answer. A hub
     * that has just restarted may not have sent any request yet; then it is resumed and frozen again later.
     */
    private void killAfterReply(long hub) {
        try {
            Awaitility.await("an answer that the hub does not hear")
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> freezeDuringReply(hub));
        } finally {
            Signals.kill(hub);
        }
    }

    private boolean freezeDuringReply(long hub) {
        Signals.freeze(hub);
        Set<String> before = answeredInReply();
        for (Instant until = Instant.now().plus(LONGEST_REPLY);
                unheard.isEmpty() && Instant.now().isBefore(until); ) {
            Set<String> now = answeredInReply();
            now.removeAll(before);
            unheard.addAll(now);
        }
        if (unheard.isEmpty()) {
            Signals.thaw(hub);
        }
        return !unheard.isEmpty();
    }

    /** Inquiries that were answered directly in the reply. */
    private Set<String> answeredInReply() {
        Set<String> answered = new HashSet<>();
        for (String agency : SimulatedPartners.AGENCIES) {
            for (JsonNode entry : city.partners().ledger(agency)) {
                if (entry.path("kind").asText().equals("inquiry")
                        && entry.path("reply").asText().equals("answer")) {
                    answered.add(entry.path("id").asText());
                }
            }
        }
        return answered;
    }
}
