package city.pishkhan.oversight.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A POST whose receiver can tell that it is ours and fresh: {@code Pishkhan-Signature: t=<seconds since 1970>,v1=<HMAC-SHA-256 of
 * "t.body", hex>}.
 */
final class SignedPost {
    static final String SIGNATURE = "Pishkhan-Signature";

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            // where it would lead to was not looked at
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Target target;
    private final SecretKeySpec key;
    private final Duration patience;

    SignedPost(Target target, String secret, Duration patience) {
        this.target = target;
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.patience = patience;
    }

    /** @throws IOException unless the receiver answers 2xx in time; its message never holds what the receiver says */
    void send(String name, String json) throws IOException, InterruptedException {
        target.check();
        long now = Instant.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(target.address())
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Pishkhan-Webhook", name)
                .header(SIGNATURE, "t=" + now + ",v1=" + signature(now, json))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        // whatever it says, however long: nobody reads it
        response.body().close();
        if (response.statusCode() / 100 != 2) {
            throw new IOException("the receiver answers " + response.statusCode());
        }
    }

    String signature(long time, String json) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((time + "." + json).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
