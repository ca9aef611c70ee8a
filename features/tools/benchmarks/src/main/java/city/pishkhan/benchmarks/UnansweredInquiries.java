package city.pishkhan.benchmarks;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;

/** Polls the operator door for the number of unanswered inquiries. */
final class UnansweredInquiries {

    private static final long LOOK_MS = 100;
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final HubClient operator;

    UnansweredInquiries(HubClient operator) {
        this.operator = operator;
    }

    /** Returns the number of unanswered inquiries, including queries of plan orders. */
    long inquiries() throws InterruptedException {
        long waiting = 0;
        for (JsonNode load : operator.get("/operator/v1/loads").path("items")) {
            waiting += load.path("queued").asLong()
                    + load.path("dispatched").asLong()
                    + load.path("delivered").asLong();
        }
        return waiting;
    }

    /** Waits until there are no unanswered inquiries. */
    void awaitNone() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (inquiries() > 0) {
            if (System.nanoTime() > until) {
                throw new CityException("Inquiries without an answer: " + inquiries());
            }
            Thread.sleep(LOOK_MS);
        }
    }
}
