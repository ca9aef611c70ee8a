package city.pishkhan.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** One user's login and current token, which is renewed before it expires. Thread-safe. */
final class TokenLogin {

    private static final Duration TOKEN_MARGIN = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI hub;
    private final String user;
    private final String path;
    private final ObjectNode proof;
    private String token;
    private Instant expires = Instant.MIN;

    TokenLogin(HttpClient http, URI hub, String user, String password) {
        this(
                http,
                hub,
                user,
                "/auth/v1/token",
                HubClient.JSON.createObjectNode().put("user", user).put("password", password));
    }

    /** @param proof credentials that are exchanged for a token at {@code path} */
    TokenLogin(HttpClient http, URI hub, String user, String path, ObjectNode proof) {
        this.http = http;
        this.hub = hub;
        this.user = user;
        this.path = path;
        this.proof = proof;
    }

    String user() {
        return user;
    }

    /** Renews the token if it expires within the given time. */
    synchronized void renew(Duration within) throws IOException, InterruptedException {
        token(Instant.now().plus(within).isAfter(expires) ? token : null);
    }

    /**
     * Returns a token that is not known to be invalid.
     *
     * @param stale token that the hub has rejected, or {@code null}
     * @throws IOException if the hub does not answer now
     */
    synchronized String token(String stale) throws IOException, InterruptedException {
        if (token == null || token.equals(stale) || Instant.now().isAfter(expires)) {
            HubReply hubReply = new HubReply(http.send(
                    HubClient.request(hub, path)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(proof.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
            if (hubReply.isRetryable()) {
                throw new IOException("login: " + hubReply.status());
            }
            JsonNode grant = hubReply.bodyOrThrow();
            token = grant.path("token").asText();
            expires = Instant.parse(grant.path("expires").asText()).minus(TOKEN_MARGIN);
        }
        return token;
    }
}
