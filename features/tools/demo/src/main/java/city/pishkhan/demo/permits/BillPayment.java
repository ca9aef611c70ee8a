package city.pishkhan.demo.permits;

import city.pishkhan.demo.narration.DemoParticipants;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Pays the duties of a case: a browser pays at the bank's page, and the hub gets the result from the bank itself. */
final class BillPayment {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final String GATEWAY = "mellat";

    private final DemoParticipants cast;

    BillPayment(DemoParticipants cast) {
        this.cast = cast;
    }

    /** Pays every open bill, and returns when the bank has confirmed all of them. */
    void pay(String id) throws IOException, InterruptedException {
        for (JsonNode bill : cast.clerk().bills(id)) {
            if (bill.path("state").asText().equals("open")) {
                cast.screen()
                        .step(
                                "hub",
                                "issues bill " + bill.path("billId").asText() + ", payment ID "
                                        + bill.path("paymentId").asText() + ": " + rial(bill) + " (" + duties(bill)
                                        + ")");
                JsonNode attempt = cast.clerk().beginPayment(id, bill.path("id").asText(), GATEWAY);
                URI end = cast.payer().pay(attempt);
                cast.screen()
                        .step("citizen", "pays on the bank's page, which sends the browser back to " + end.getPath());
                awaitConfirmation(id, bill.path("id").asText());
            }
        }
    }

    private void awaitConfirmation(String id, String bill) throws InterruptedException {
        JsonNode paid = Poll.until(
                LIMIT,
                PAUSE,
                () -> StreamSupport.stream(cast.clerk().bills(id).spliterator(), false)
                        .filter(now -> now.path("id").asText().equals(bill)
                                && now.path("state").asText().equals("paid"))
                        .findFirst(),
                () -> "The bank does not confirm the payment of bill " + bill);
        cast.screen()
                .step(
                        "bank",
                        "confirms the payment of " + rial(paid) + ", reference "
                                + paid.path("receipt").path("reference").asText());
    }

    private static String duties(JsonNode bill) {
        List<String> duties = new ArrayList<>();
        bill.path("duties").forEach(duty -> duties.add(duty.path("titleEn").asText() + " " + rial(duty)));
        return String.join(", ", duties);
    }

    private static String rial(JsonNode amounted) {
        return NumberFormat.getIntegerInstance(Locale.ROOT)
                        .format(amounted.path("amount").asLong()) + " rial";
    }
}
