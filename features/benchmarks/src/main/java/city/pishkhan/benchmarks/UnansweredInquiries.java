package city.pishkhan.benchmarks;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;

/** How many inquiries wait for agencies, as the operator door says. */
final class UnansweredInquiries {

    private static final long LOOK_MS = 100;
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final HubClient operator;

    UnansweredInquiries(HubClient operator) {
        this.operator = operator;
    }

    /** Inquiries that are not answered, look-ups of plan orders included. */
    long inquiries() throws InterruptedException {
        long waiting = 0;
        for (JsonNode load : operator.get("/operator/v1/loads").path("items")) {
            waiting += load.path("queued").asLong()
                    + load.path("dispatched").asLong()
                    + load.path("delivered").asLong();
        }
        return waiting;
    }

    /** Returns when nothing waits any more. */
    void awaitNone() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (inquiries() > 0) {
            if (System.nanoTime() > until) {
                throw new CityException("Inquiries are left unanswered: " + inquiries());
            }
            Thread.sleep(LOOK_MS);
        }
    }
}
