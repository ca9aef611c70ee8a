package city.pishkhan.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;

/** The hub's reply to a call. */
public record HubReply(HttpResponse<String> response) {

    private static final Set<Integer> RETRYABLE_STATUSES = Set.of(429, 502, 503, 504);
    private static final int UNAUTHENTICATED = 401;
    private static final int NOT_FOUND = 404;
    private static final String PROBLEM = "application/problem+json";

    int status() {
        return response.statusCode();
    }

    /** Returns whether the token is missing, invalid or expired. */
    boolean isUnauthenticated() {
        return status() == UNAUTHENTICATED;
    }

    /**
     * Returns whether the call should be retried later. A 404 without a problem document comes from the HTTP server, which listens shortly
     * before the hub's doors are registered.
     */
    boolean isRetryable() {
        return RETRYABLE_STATUSES.contains(status())
                || status() == NOT_FOUND
                        && !response.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .startsWith(PROBLEM);
    }

    /**
     * Returns the body of a successful reply.
     *
     * @throws HubClient.Refused if the status is not 2xx
     */
    public JsonNode bodyOrThrow() {
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

    /** Returns status and body, for messages. */
    @Override
    public String toString() {
        return status() + " " + response.body();
    }
}
