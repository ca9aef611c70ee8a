package city.pishkhan.simulators.inquiries;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Client of the hub's agency door for a partner with its own system: {@code POST /agency/v1/inquiries/{id}/answer}. */
final class HubDoor {

    /**
     * The outcome of a push.
     *
     * @param status HTTP status, or 0 without a reply
     * @param body   body of the reply, or the error message
     */
    record Outcome(int status, String body) {

        boolean isAcknowledged() {
            return status == 200;
        }

        /** Returns whether the hub rejected the answer permanently, so that a retry is useless. */
        boolean isRejected() {
            return List.of(400, 404, 409, 410, 413, 415, 422).contains(status);
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI hub;
    private final Map<String, String> login;
    /** {@code null} before the first login and after the hub rejected the token. */
    private volatile String token;

    HubDoor(Site site) {
        hub = site.hub();
        login = Map.of(
                "user", site.credential("hub.user").orElse(""),
                "password", site.credential("hub.password").orElse(""));
    }

    /**
     * Pushes an answer once.
     *
     * @param key idempotency key, the same for every push of the same answer
     */
    Outcome push(View view, Decision decision, String key) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        hub.resolve("/agency/v1/inquiries/" + view.id() + "/answer"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        Json.object(body(view, decision)).toString()));
        try {
            String known = token;
            HttpResponse<String> response = known == null ? null : send(request, known);
            if (response == null || response.statusCode() == 401) {
                token = null;
                HttpResponse<String> answered = client.send(tokenRequest(), HttpResponse.BodyHandlers.ofString());
                if (answered.statusCode() != 200) {
                    return new Outcome(answered.statusCode() == 503 ? 503 : 401, answered.body());
                }
                token = Json.MAPPER.readTree(answered.body()).path("token").asText();
                response = send(request, token);
            }
            return new Outcome(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Outcome(0, String.valueOf(e.getMessage()));
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String bearer)
            throws IOException, InterruptedException {
        return client.send(
                request.setHeader("Authorization", "Bearer " + bearer).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest tokenRequest() {
        return HttpRequest.newBuilder(hub.resolve("/auth/v1/token"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.object(login).toString()))
                .build();
    }

    private static Map<String, Object> body(View view, Decision decision) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("digest", view.digest());
        body.put("verdict", decision.verdict());
        body.put("reference", view.reference());
        List<Map<String, String>> conditions = new ArrayList<>();
        decision.conditions().forEach(c -> conditions.add(Map.of("code", c.code(), "text", c.text())));
        body.put("conditions", conditions);
        if (decision.reason() != null) {
            body.put("reason", decision.reason());
        }
        if (decision.until() != null) {
            body.put("until", decision.until());
        }
        return body;
    }
}
