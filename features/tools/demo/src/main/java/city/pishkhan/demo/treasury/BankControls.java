package city.pishkhan.demo.treasury;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.StreamSupport;

/** Controls of the simulated banks. */
public final class BankControls {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HttpClient http;
    private final URI address;

    /** @param address address of the simulated partners */
    public BankControls(HttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    /**
     * Sets a deviation of a bank's behaviour.
     *
     * @param line the deviation, or {@code null} to restore the usual behaviour
     */
    void setDeviation(String bank, ObjectNode line) throws IOException, InterruptedException {
        ObjectNode control = HubClient.JSON.createObjectNode();
        var script = control.putArray("script");
        if (line != null) {
            script.add(line);
        }
        post("/control/bank/" + bank, control);
    }

    /**
     * Pays a bill with a card at an office's card reader.
     *
     * @return reference of the payment that the reader prints
     */
    String payAtReader(long terminal, JsonNode bill) throws IOException, InterruptedException {
        JsonNode printed = post(
                "/bank/saman/pos/sale",
                HubClient.JSON
                        .createObjectNode()
                        .put("TerminalId", terminal)
                        .put("Amount", bill.path("amount").asLong())
                        .put("BillId", bill.path("billId").asText())
                        .put("PaymentId", bill.path("paymentId").asText()));
        if (printed.path("status").asInt() != 1) {
            throw new CityException("The card reader accepted no payment: " + printed);
        }
        return printed.path("RefNum").asText();
    }

    /**
     * Ends a bank's day: all sales that are settled and not yet reported are written to a settlement file.
     *
     * @return {@code file}, {@code lines} and {@code total}
     */
    JsonNode endDay(String bank) throws IOException, InterruptedException {
        return post("/control/bank/" + bank + "/settlement", HubClient.JSON.createObjectNode());
    }

    /**
     * Waits until a sale has a state in the bank's ledger.
     *
     * @param order order number of the hub
     */
    void await(String bank, long order, String state) throws IOException, InterruptedException {
        Poll.until(
                LIMIT,
                PAUSE,
                () -> StreamSupport.stream(
                                send(request("/bank/" + bank + "/sales/ledger").GET())
                                        .spliterator(),
                                false)
                        .filter(sale -> (sale.path("order").asText() + "-").startsWith(order + "-")
                                && sale.path("state").asText().equals(state))
                        .findFirst(),
                () -> "At " + bank + " order " + order + " did not reach the state " + state);
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new CityException(
                    "The simulated bank answered HTTP " + response.statusCode() + ": " + response.body());
        }
        return HubClient.JSON.readTree(response.body());
    }
}
