package city.pishkhan.itests.process;

import city.pishkhan.demo.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The partner systems from outside: how they are told to behave, and what they put on record. */
final class Simulated {

    static final List<String> AGENCIES = List.of("fire", "water", "electricity", "gas");

    private final HttpClient http;
    private final URI address;

    Simulated(HttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    /** Tells one partner how to behave from now on. */
    void control(String partner, Map<String, ?> behaviour) {
        JsonNode body = HubClient.JSON.valueToTree(behaviour);
        Http.send(
                http,
                HttpRequest.newBuilder(address.resolve("/control/" + partner))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** What a partner did, oldest first. */
    List<JsonNode> ledger(String partner) {
        List<JsonNode> entries = new ArrayList<>();
        read("/" + partner + "/ledger").forEach(entries::add);
        return entries;
    }

    /** Every sale at the bank with its calls and how it stands. */
    List<JsonNode> sales() {
        return ledger("bank/mellat/sales");
    }

    private JsonNode read(String path) {
        try {
            return HubClient.JSON.readTree(Http.text(http, address.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
