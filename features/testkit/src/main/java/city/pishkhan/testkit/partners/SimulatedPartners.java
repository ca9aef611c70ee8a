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

/** The partner systems from outside: how they are told to behave, and what they put on record. */
public final class SimulatedPartners {

    /** Those whose inquiries a building permit may need. */
    public static final List<String> AGENCIES = List.of("fire", "water", "electricity", "gas");

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration WITNESS_LIMIT = Duration.ofSeconds(90);
    private static final Duration SMS_LIMIT = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("(?<!\\d)(?:\\d{6}|\\d{8})(?!\\d)");
    private static final int OK = 200;

    private final HttpClient http;
    private final URI address;

    /** @param address on which all of them listen */
    public SimulatedPartners(HttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /** Tells a partner how to behave from now on, e.g. {@code {"down": true}}. @throws CityException if it refuses */
    public void control(String partner, JsonNode behaviour) {
        taken(HttpRequest.newBuilder(address.resolve("/control/" + partner))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(behaviour.toString())));
    }

    /** The same by names and values. */
    public void control(String partner, Map<String, ?> behaviour) {
        control(partner, (JsonNode) HubClient.JSON.valueToTree(behaviour));
    }

    /** What a partner did, oldest first. */
    public List<JsonNode> ledger(String partner) {
        return list("/" + partner + "/ledger");
    }

    /** Where the simulated scanner for malware listens, which is no HTTP. */
    public int clamdPort() {
        try {
            return HubClient.JSON
                    .readTree(taken(HttpRequest.newBuilder(address.resolve("/clamd/port"))))
                    .path("port")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every sale at the first bank with its calls and how it stands. */
    public List<JsonNode> sales() {
        return ledger("bank/mellat/sales");
    }

    /** What came to a phone, oldest first. */
    public List<String> texts(String mobile) {
        return list("/sms/outbox?to=" + mobile).stream()
                .map(sent -> sent.path("text").asText())
                .toList();
    }

    /** The message to a phone that holds both words, once it has come. */
    public String text(String mobile, String one, String other) throws InterruptedException {
        return await(mobile, 0, text -> text.contains(one) && text.contains(other));
    }

    /** Asks for a one-time code. */
    @FunctionalInterface
    public interface Ask {
        void ask() throws IOException, InterruptedException;
    }

    /** The one-time code that comes to a phone when it is asked for. */
    public String code(String mobile, Ask ask) throws IOException, InterruptedException {
        int before = texts(mobile).size();
        ask.ask();
        Matcher code =
                CODE.matcher(await(mobile, before, text -> CODE.matcher(text).find()));
        return code.find() ? code.group() : "";
    }

    private String await(String mobile, int seen, Predicate<String> wanted) throws InterruptedException {
        return Poll.until(
                SMS_LIMIT,
                PAUSE,
                () -> texts(mobile).stream().skip(seen).filter(wanted).findFirst(),
                () -> "The message that was to come never reached " + mobile);
    }

    /**
     * What the outside witness keeps, a seal a line, once it has any.
     *
     * @throws CityException if none comes
     */
    public String seals() throws InterruptedException {
        return Poll.until(
                WITNESS_LIMIT,
                PAUSE,
                () -> Optional.of(send(HttpRequest.newBuilder(address.resolve("/witness/seals"))))
                        .filter(held -> held.statusCode() == OK)
                        .map(HttpResponse::body)
                        .filter(seals -> !seals.isBlank()),
                () -> "No seal of the journal reached the witness");
    }

    /** The seals that the outside witness keeps by now, perhaps none. */
    public List<JsonNode> heldSeals() {
        HttpResponse<String> held = send(HttpRequest.newBuilder(address.resolve("/witness/seals")));
        if (held.statusCode() != OK) {
            return List.of();
        }
        try {
            List<JsonNode> seals = new ArrayList<>();
            for (String line : held.body().lines().toList()) {
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
                    .readTree(taken(HttpRequest.newBuilder(address.resolve(path))))
                    .forEach(entries::add);
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String taken(HttpRequest.Builder request) {
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
