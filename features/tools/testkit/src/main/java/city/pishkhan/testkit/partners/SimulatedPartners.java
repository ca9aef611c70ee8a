package city.pishkhan.testkit.partners;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Client of the simulated partners: controls their behaviour and reads their records. */
public final class SimulatedPartners {

    /** Agencies that a building permit may send inquiries to. */
    public static final List<String> AGENCIES = List.of("fire", "water", "electricity", "gas");

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration WITNESS_LIMIT = Duration.ofSeconds(90);
    private static final Duration SMS_LIMIT = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("(?<!\\d)(?:\\d{6}|\\d{8})(?!\\d)");
    private static final int OK = 200;

    private final HttpClient http;
    private final URI address;

    /** @param address common address of all partners */
    public SimulatedPartners(HttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /**
     * Sets a partner's behaviour from now on, e.g. {@code {"down": true}}.
     *
     * @throws CityException if the partner refuses the setting
     */
    public void control(String partner, JsonNode behaviour) {
        sendExpectingOk(HttpRequest.newBuilder(address.resolve("/control/" + partner))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(behaviour.toString())));
    }

    /** Sets a partner's behaviour from now on, by names and values. */
    public void control(String partner, Map<String, ?> behaviour) {
        control(partner, (JsonNode) HubClient.JSON.valueToTree(behaviour));
    }

    /** Returns the entries of a partner's ledger, oldest first. */
    public List<JsonNode> ledger(String partner) {
        return list("/" + partner + "/ledger");
    }

    /** Returns the TCP port of the simulated malware scanner, which does not use HTTP. */
    public int clamdPort() {
        try {
            return HubClient.JSON
                    .readTree(sendExpectingOk(HttpRequest.newBuilder(address.resolve("/clamd/port"))))
                    .path("port")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns every sale at Mellat with its calls and its state. */
    public List<JsonNode> sales() {
        return ledger("bank/mellat/sales");
    }

    /** Returns the text messages to a phone, oldest first. */
    public List<String> texts(String mobile) {
        return list("/sms/outbox?to=" + mobile).stream()
                .map(sent -> sent.path("text").asText())
                .toList();
    }

    /** Returns the text of a message to a phone by the id that the hub gave it; empty if it did not arrive yet. */
    public Optional<String> text(String mobile, String id) {
        return list("/sms/outbox?to=" + mobile).stream()
                .filter(sent -> sent.path("id").asText().equals(id))
                .map(sent -> sent.path("text").asText())
                .findFirst();
    }

    /** Call that makes the hub send a one-time code. */
    @FunctionalInterface
    public interface Ask {
        void request() throws IOException, InterruptedException;
    }

    /** Requests a one-time code and returns it from the message to the phone. */
    public String code(String mobile, Ask ask) throws IOException, InterruptedException {
        int before = texts(mobile).size();
        ask.request();
        Matcher code =
                CODE.matcher(await(mobile, before, text -> CODE.matcher(text).find()));
        return code.find() ? code.group() : "";
    }

    private String await(String mobile, int seen, Predicate<String> wanted) throws InterruptedException {
        return Poll.until(
                SMS_LIMIT,
                PAUSE,
                () -> texts(mobile).stream().skip(seen).filter(wanted).findFirst(),
                () -> "The expected text message did not reach " + mobile);
    }

    /**
     * Waits until the outside witness has seals, and returns them, one per line.
     *
     * @throws CityException if there is no seal within 90 seconds
     */
    public String awaitSeals() throws InterruptedException {
        return Poll.until(
                WITNESS_LIMIT,
                PAUSE,
                () -> Optional.of(send(HttpRequest.newBuilder(address.resolve("/witness/seals"))))
                        .filter(sealsResponse -> sealsResponse.statusCode() == OK)
                        .map(HttpResponse::body)
                        .filter(seals -> !seals.isBlank()),
                () -> "No seal of the journal reached the witness");
    }

    /** Returns the current seals of the outside witness, possibly none. */
    public List<JsonNode> currentSeals() {
        HttpResponse<String> sealsResponse = send(HttpRequest.newBuilder(address.resolve("/witness/seals")));
        if (sealsResponse.statusCode() != OK) {
            return List.of();
        }
        try {
            List<JsonNode> seals = new ArrayList<>();
            for (String line : sealsResponse.body().lines().toList()) {
                seals.add(HubClient.JSON.readTree(line));
            }
            return seals;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<JsonNode> list(String path) {
        try {
            List<JsonNode> entries = new ArrayList<>();
            HubClient.JSON
                    .readTree(sendExpectingOk(HttpRequest.newBuilder(address.resolve(path))))
                    .forEach(entries::add);
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String sendExpectingOk(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        if (response.statusCode() != OK) {
            throw new CityException("The simulator at " + response.uri() + " answers " + response.statusCode() + ": "
                    + response.body());
        }
        return response.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
