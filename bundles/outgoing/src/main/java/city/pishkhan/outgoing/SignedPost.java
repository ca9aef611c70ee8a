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
 * A POST whose receiver can tell that it is ours and fresh: {@code Pishkhan-Signature: t=<seconds since 1970>,v1=<HMAC-SHA-256 of
 * "t.body", hex>}.
 */
public final class SignedPost {
    /** header of what is signed, both ways */
    public static final String SIGNATURE = "Pishkhan-Signature";

    private static final Pattern PARTS = Pattern.compile("t=([0-9]{1,18}),v1=([0-9a-f]{64})");
    private static final int LONGEST_ANSWER = 65_536;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            // where it would lead to was not looked at
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Target target;
    private final SecretKeySpec key;
    private final Duration patience;

    /**
     * @param secret   shared with the receiver
     * @param patience how long to wait for the answer
     */
    public SignedPost(Target target, String secret, Duration patience) {
        this.target = target;
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.patience = patience;
    }

    /**
     * What the receiver says.
     *
     * @param body      at most 64 kB of it
     * @param signature its {@link #SIGNATURE}, or empty
     */
    public record Answer(int status, String body, String signature) {}

    /** How long it waits for the answer. */
    public Duration patience() {
        return patience;
    }

    /** @throws IOException unless the receiver answers 2xx in time; its message never holds what the receiver says */
    public void send(String name, String json) throws IOException, InterruptedException {
        // whatever it says, however long: nobody reads it
        int status = exchange(name, json, 0).status();
        if (status / 100 != 2) {
            throw new IOException("the receiver answers " + status);
        }
    }

    /** @throws IOException unless the receiver answers in time, whatever it says */
    public Answer ask(String name, String json) throws IOException, InterruptedException {
        return exchange(name, json, LONGEST_ANSWER);
    }

    private Answer exchange(String name, String json, int read) throws IOException, InterruptedException {
        if (Participation.quarantined()) {
            throw new IOException("nothing is sent: this installation is in quarantine");
        }
        target.check();
        long now = Instant.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(target.address())
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Pishkhan-Webhook", name)
                .header(SIGNATURE, "t=" + now + ",v1=" + signature(now, json))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<byte[]> response = await(http.sendAsync(request, head -> new BodyStart(read)));
        return new Answer(
                response.statusCode(),
                new String(response.body(), StandardCharsets.UTF_8),
                response.headers().firstValue(SIGNATURE).orElse(""));
    }

    /** The request's own timeout ends with the head of the answer: a receiver that stalls in the body would keep its thread for ever. */
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer)
            throws IOException, InterruptedException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("the receiver gives no whole answer in time", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        }
    }

    /** Whether an answer bears the receiver's signature: who does not know the secret cannot have said it. */
    public boolean signed(Answer answer) {
        Matcher parts = PARTS.matcher(answer.signature());
        return parts.matches()
                && MessageDigest.isEqual(
                        parts.group(2).getBytes(StandardCharsets.US_ASCII),
                        signature(Long.parseLong(parts.group(1)), answer.body()).getBytes(StandardCharsets.US_ASCII));
    }

    /** HMAC-SHA-256 of {@code "time.json"}, hex. */
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
