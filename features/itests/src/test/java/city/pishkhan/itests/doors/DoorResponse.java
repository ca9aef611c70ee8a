package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A door's answer.
 *
 * @param headers names in lower case; the first value of a repeated header
 */
record DoorResponse(int status, Map<String, String> headers, String body) {

    /** Text that an answer must never contain: classes, stack traces, files, statements, products. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?i)\\.java:\\d|\\bat [a-z]+\\.[\\w.$]+\\(|exception|\\b(org|com|java|jakarta|javax)\\.[a-z]\\w*\\.|city\\.pishkhan|"
                    + "/(work|tmp|home|root|var|etc/passwd|opt|usr)/|\\bselect\\b.*\\bfrom\\b|postgres|hibernate|jetty|camel|apache|karaf|jackson|woodstox");

    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final Pattern PERSIAN = Pattern.compile("[\\u0600-\\u06FF]{2,}");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]{2,}");

    DoorResponse {
        headers = new TreeMap<>(headers);
    }

    JsonNode json() {
        try {
            return HubClient.JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + this, e);
        }
    }

    DoorResponse expectStatus(int expected) {
        assertEquals(expected, status, this::toString);
        return expectNoInternals();
    }

    /** Verifies a problem by RFC 9457 with messages in both languages and without internal details. */
    DoorResponse expectProblem(int expected, String code) {
        assertEquals(expected, status, this::toString);
        JsonNode problem = json();
        assertAll(
                toString(),
                () -> assertEquals(
                        "application/problem+json",
                        headers.getOrDefault("content-type", "").replaceFirst(";.*", "")),
                () -> assertEquals(code, problem.path("code").asText()),
                () -> assertEquals(
                        "urn:pishkhan:problem:" + code, problem.path("type").asText()),
                () -> assertEquals(expected, problem.path("status").asInt()),
                () -> assertTrue(
                        LATIN.matcher(problem.path("messageEn").asText()).find(), "says it in English"),
                () -> assertTrue(
                        PERSIAN.matcher(problem.path("messageFa").asText()).find(), "says it in Persian"),
                () -> assertFalse(headers.getOrDefault("x-request-id", "").isEmpty(), "names the request"),
                () -> assertEquals(
                        "urn:pishkhan:request:" + headers.get("x-request-id"),
                        problem.path("instance").asText()));
        return expectNoInternals();
    }

    DoorResponse expectField(String name) {
        assertEquals(name, json().path("field").asText(), this::toString);
        return this;
    }

    /** Verifies the documented SOAP fault, with the same messages as the problem in REST. */
    DoorResponse expectFault(String namespace, String code) {
        boolean twelve = headers.getOrDefault("content-type", "").startsWith("application/soap+xml");
        assertEquals(twelve ? 400 : 500, status, this::toString);
        Xml fault = Xml.parse(body);
        assertAll(
                toString(),
                () -> assertEquals(code, fault.text(namespace, "code")),
                () -> assertTrue(
                        LATIN.matcher(fault.text(namespace, "messageEn")).find(), "says it in English"),
                () -> assertTrue(
                        PERSIAN.matcher(fault.text(namespace, "messageFa")).find(), "says it in Persian"),
                () -> assertFalse(fault.text(namespace, "requestId").isEmpty(), "names the request"));
        return expectNoInternals();
    }

    DoorResponse expectNoInternals() {
        // a signed token is random and can contain any word
        String readable = TOKEN.matcher(body).replaceAll("token");
        assertFalse(INSIDE.matcher(readable).find(), () -> "shows what is inside: " + this);
        assertFalse(
                headers.containsKey("server") || headers.containsKey("x-powered-by"),
                () -> "names its make: " + headers);
        return this;
    }

    @Override
    public String toString() {
        return status + " " + headers + "\n" + (body.length() > 4_000 ? body.substring(0, 4_000) + " …" : body);
    }
}
