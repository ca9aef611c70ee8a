package city.pishkhan.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A bill that somebody pays at two banks: Saman is slow to confirm, Mellat confirms meanwhile. The hub keeps the payment that was first and
 * asks Saman to give the other back, which Saman does until its day has ended.
 */
final class TwicePaid {
    private static final int CONFIRMS_LATE_MS = 4_000;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long LOOK_MS = 100;
    private static final List<String> ENDED = List.of("reversed", "double", "settled", "failed");

    private final Cast cast;
    private final Banks banks;
    private final VehicleCases vehicleCases;

    TwicePaid(Cast cast, Banks banks, VehicleCases vehicleCases) {
        this.cast = cast;
        this.banks = banks;
        this.vehicleCases = vehicleCases;
    }

    /** Happens after the slow bank confirmed, and before the hub hears of it. */
    @FunctionalInterface
    interface Meanwhile {
        void happens() throws IOException, InterruptedException;
    }

    /** @return state of the second payment in the end */
    String pay(String id, String bill, Meanwhile meanwhile) throws IOException, InterruptedException {
        JsonNode slow = cast.clerk().beginPayment(id, bill, "saman");
        JsonNode quick = cast.clerk().beginPayment(id, bill, "mellat");
        ObjectNode late = HubClient.JSON
                .createObjectNode()
                .put("on", "verify")
                .put("order", slow.path("order").asText())
                .put("lateMs", CONFIRMS_LATE_MS);
        banks.odd("saman", late);
        try {
            cast.payer().pay(slow);
            banks.await("saman", slow.path("order").asLong(), "settled");
            cast.payer().pay(quick);
            if (!state(id, bill, quick).equals("settled")) {
                throw new Trouble("The payment that was first is not kept: " + vehicleCases.attempts(id, bill));
            }
            meanwhile.happens();
            return state(id, bill, slow);
        } finally {
            banks.odd("saman", null);
        }
    }

    /** How a payment has ended. */
    private String state(String id, String bill, JsonNode attempt) throws InterruptedException {
        for (Instant until = Instant.now().plus(LIMIT); Instant.now().isBefore(until); Thread.sleep(LOOK_MS)) {
            for (JsonNode now : vehicleCases.attempts(id, bill)) {
                if (now.path("id").equals(attempt.path("id"))
                        && ENDED.contains(now.path("state").asText())) {
                    return now.path("state").asText();
                }
            }
        }
        throw new Trouble("A payment of bill " + bill + " comes to no end: " + vehicleCases.attempts(id, bill));
    }
}
