package city.pishkhan.demo.treasury;

import city.pishkhan.demo.narration.Cast;
import city.pishkhan.demo.vehicles.VehicleCases;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A bill that somebody pays at two banks: Saman is slow to confirm, Mellat confirms meanwhile. The hub keeps the payment that was first and
 * asks Saman to give the other back, which Saman does until its day has ended.
 */
final class DoublePayment {
    private static final int CONFIRMS_LATE_MS = 4_000;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final List<String> ENDED = List.of("reversed", "double", "settled", "failed");

    private final Cast cast;
    private final BankControls banks;
    private final VehicleCases vehicleCases;

    DoublePayment(Cast cast, BankControls banks, VehicleCases vehicleCases) {
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
                throw new CityException("The payment that was first is not kept: " + vehicleCases.attempts(id, bill));
            }
            meanwhile.happens();
            return state(id, bill, slow);
        } finally {
            banks.odd("saman", null);
        }
    }

    /** How a payment has ended. */
    private String state(String id, String bill, JsonNode attempt) throws InterruptedException {
        return Poll.until(
                LIMIT,
                PAUSE,
                () -> StreamSupport.stream(vehicleCases.attempts(id, bill).spliterator(), false)
                        .filter(now -> now.path("id").equals(attempt.path("id")))
                        .map(now -> now.path("state").asText())
                        .filter(ENDED::contains)
                        .findFirst(),
                () -> "A payment of bill " + bill + " comes to no end");
    }
}
