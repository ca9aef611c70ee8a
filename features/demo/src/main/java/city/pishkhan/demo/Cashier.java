package city.pishkhan.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Has the duties of a case paid: a browser goes through the bank's page, and the hub hears from the bank itself what came of it. */
final class Cashier {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_MS = 150;
    private static final String GATEWAY = "mellat";

    private final Cast cast;

    Cashier(Cast cast) {
        this.cast = cast;
    }

    /** Pays every bill that is open, and returns when the bank has confirmed them. */
    void pay(String id) throws IOException, InterruptedException {
        for (JsonNode bill : cast.clerk().bills(id)) {
            if (bill.path("state").asText().equals("open")) {
                cast.screen()
                        .step(
                                "hub",
                                "bill " + bill.path("billId").asText() + ", payment ID "
                                        + bill.path("paymentId").asText() + ": " + rial(bill) + " (" + duties(bill)
                                        + ")");
                JsonNode attempt = cast.clerk().beginPayment(id, bill.path("id").asText(), GATEWAY);
                URI end = cast.payer().pay(attempt);
                cast.screen()
                        .step("citizen", "pays at the bank's page, which sends the browser back to " + end.getPath());
                confirmed(id, bill.path("id").asText());
            }
        }
    }

    private void confirmed(String id, String bill) throws InterruptedException {
        Instant until = Instant.now().plus(LIMIT);
        while (true) {
            for (JsonNode now : cast.clerk().bills(id)) {
                if (now.path("id").asText().equals(bill)
                        && now.path("state").asText().equals("paid")) {
                    cast.screen()
                            .step(
                                    "bank",
                                    "confirms " + rial(now) + ", reference "
                                            + now.path("receipt")
                                                    .path("reference")
                                                    .asText() + ": verified and settled");
                    return;
                }
            }
            if (Instant.now().isAfter(until)) {
                throw new Trouble("The bank does not confirm the payment of bill " + bill);
            }
            Thread.sleep(LOOK_MS);
        }
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
