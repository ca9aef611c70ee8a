package city.pishkhan.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;

/** What the hub said to one call. */
public record HubReply(HttpResponse<String> response) {

    private static final Set<Integer> NOT_NOW = Set.of(429, 502, 503, 504);
    private static final int UNAUTHENTICATED = 401;
    private static final int NOT_FOUND = 404;
    private static final String PROBLEM = "application/problem+json";

    int status() {
        return response.statusCode();
    }

    /** Whether the hub does not take the token, or takes it no longer. */
    boolean unauthenticated() {
        return status() == UNAUTHENTICATED;
    }

    /** A 404 that is no problem document was said by the HTTP server, which listens a moment before the hub's doors are in it. */
    boolean notNow() {
        return NOT_NOW.contains(status())
                || status() == NOT_FOUND
                        && !response.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .startsWith(PROBLEM);
    }

    /** @throws HubClient.Refused if the hub did not do what was asked for */
    public JsonNode taken() {
        JsonNode body = read(response.body());
        if (status() / 100 != 2) {
            throw new HubClient.Refused(
                    response.request().method() + " " + response.uri().getPath(),
                    status(),
                    body.path("code").asText(""),
                    body.path("messageEn").asText(response.body()));
        }
        return body;
    }

    private static JsonNode read(String body) {
        try {
            return body.isBlank() ? HubClient.JSON.createObjectNode() : HubClient.JSON.readTree(body);
        } catch (IOException e) {
            return HubClient.JSON.createObjectNode().put("messageEn", body);
        }
    }

    /** Status and body, for people. */
    @Override
    public String toString() {
        return status() + " " + response.body();
    }
}
