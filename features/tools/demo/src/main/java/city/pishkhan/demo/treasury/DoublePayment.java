package city.pishkhan.demo.treasury;

import city.pishkhan.demo.narration.DemoParticipants;
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
 * Pays one bill at two banks. Saman confirms late, after Mellat has confirmed. The hub keeps Mellat's payment and asks
 * Saman to reverse the duplicate, which Saman refuses if Saman's settlement day has ended.
 */
final class DoublePayment {
    private static final int CONFIRMS_LATE_MS = 4_000;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final List<String> ENDED = List.of("reversed", "double", "settled", "failed");

    private final DemoParticipants cast;
    private final BankControls banks;
    private final VehicleCases vehicleCases;

    DoublePayment(DemoParticipants cast, BankControls banks, VehicleCases vehicleCases) {
        this.cast = cast;
        this.banks = banks;
        this.vehicleCases = vehicleCases;
    }

    /**
     * Action that runs after the slow bank has settled the payment and before the hub receives that bank's
     * confirmation.
     */
    @FunctionalInterface
    interface BeforeConfirmation {
        void run() throws IOException, InterruptedException;
    }

    /** Pays the bill at both banks, and returns the final state of the duplicate payment. */
    String pay(String id, String bill, BeforeConfirmation beforeConfirmation) throws IOException, InterruptedException {
        JsonNode slow = cast.clerk().beginPayment(id, bill, "saman");
        JsonNode quick = cast.clerk().beginPayment(id, bill, "mellat");
        ObjectNode late = HubClient.JSON
                .createObjectNode()
                .put("on", "verify")
                .put("order", slow.path("order").asText())
                .put("lateMs", CONFIRMS_LATE_MS);
        banks.setDeviation("saman", late);
        try {
            cast.payer().pay(slow);
            banks.await("saman", slow.path("order").asLong(), "settled");
            cast.payer().pay(quick);
            if (!awaitEnd(id, bill, quick).equals("settled")) {
                throw new CityException("The first payment was not kept: " + vehicleCases.attempts(id, bill));
            }
            beforeConfirmation.run();
            return awaitEnd(id, bill, slow);
        } finally {
            banks.setDeviation("saman", null);
        }
    }

    /** Waits until a payment has ended, and returns its state. */
    private String awaitEnd(String id, String bill, JsonNode attempt) throws InterruptedException {
        return Poll.until(
                LIMIT,
                PAUSE,
                () -> StreamSupport.stream(vehicleCases.attempts(id, bill).spliterator(), false)
                        .filter(now -> now.path("id").equals(attempt.path("id")))
                        .map(now -> now.path("state").asText())
                        .filter(ENDED::contains)
                        .findFirst(),
                () -> "A payment of bill " + bill + " did not end");
    }
}
