package city.pishkhan.outgoing;

import city.pishkhan.platform.startup.Participation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signed POST request that lets the receiver verify its origin and time:
 * {@code Pishkhan-Signature: t=<seconds since 1970>,v1=<HMAC-SHA-256 of "t.body", hex>}.
 */
public final class SignedPost {
    /** Header with the signature of requests and responses. */
    public static final String SIGNATURE = "Pishkhan-Signature";

    private static final Pattern PARTS = Pattern.compile("t=([0-9]{1,18}),v1=([0-9a-f]{64})");
    private static final int LONGEST_ANSWER = 65_536;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            // the target of a redirect is not checked
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Target target;
    private final SecretKeySpec key;
    private final Duration timeout;

    /**
     * @param secret secret shared with the receiver
     * @param timeout timeout of a request
     */
    public SignedPost(Target target, String secret, Duration timeout) {
        this.target = target;
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.timeout = timeout;
    }

    /**
     * The receiver's response.
     *
     * @param body the first 64 kB of the body
     * @param signature value of {@link #SIGNATURE}, or empty
     */
    public record SignedResponse(int status, String body, String signature) {}

    /** Timeout of a request. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Sends a request.
     *
     * @throws IOException unless the receiver replies with 2xx in time; the exception's message contains no text from
     *     the receiver
     */
    public void send(String name, String json) throws IOException, InterruptedException {
        Participation.requireSending(name, IOException::new);
        // the response body is not needed
        int status = sendRequest(name, json, 0).status();
        if (status / 100 != 2) {
            throw new IOException("the receiver answers " + status);
        }
    }

    /**
     * Sends a request and returns the response, whatever its status.
     *
     * @throws IOException unless the receiver replies in time
     */
    public SignedResponse exchange(String name, String json) throws IOException, InterruptedException {
        Participation.requireSending(name, IOException::new);
        return sendRequest(name, json, LONGEST_ANSWER);
    }

    /**
     * Like {@link #exchange}, but also permitted while a starting hub has not decided whether it may send, because the
     * response decides that.
     *
     * @throws IOException unless the receiver replies in time
     */
    public SignedResponse exchangeWhileUndecided(String name, String json) throws IOException, InterruptedException {
        Participation.requireDeciding(name, IOException::new);
        return sendRequest(name, json, LONGEST_ANSWER);
    }

    private SignedResponse sendRequest(String name, String json, int read) throws IOException, InterruptedException {
        target.check();
        long now = Instant.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(target.address())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Pishkhan-Webhook", name)
                .header(SIGNATURE, "t=" + now + ",v1=" + signature(now, json))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<byte[]> response = await(http.sendAsync(request, head -> new BodyStart(read)));
        return new SignedResponse(
                response.statusCode(),
                new String(response.body(), StandardCharsets.UTF_8),
                response.headers().firstValue(SIGNATURE).orElse(""));
    }

    /**
     * Limits the time for the whole response. The request's own timeout ends with the response headers, so a receiver that
     * stalls in the body would block the thread forever.
     */
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer)
            throws IOException, InterruptedException {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("the receiver gives no complete answer in time", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        }
    }

    /** Returns {@code true} if the response has a valid signature, which requires the secret. */
    public boolean hasValidSignature(SignedResponse answer) {
        Matcher parts = PARTS.matcher(answer.signature());
        return parts.matches()
                && MessageDigest.isEqual(
                        parts.group(2).getBytes(StandardCharsets.US_ASCII),
                        signature(Long.parseLong(parts.group(1)), answer.body()).getBytes(StandardCharsets.US_ASCII));
    }

    /** Computes the HMAC-SHA-256 of {@code "time.json"}, as hexadecimal digits. */
    public String signature(long time, String json) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((time + "." + json).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
