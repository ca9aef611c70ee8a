package city.pishkhan.simulators.witness;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code t=<seconds since 1970>,v1=<HMAC-SHA-256 of "t.body" with the shared secret, hex>}, used in both directions. */
final class Signature {
    static final String HEADER = "Pishkhan-Signature";

    private static final Pattern PARTS = Pattern.compile("t=([0-9]{1,18}),v1=([0-9a-f]{64})");
    /** maximum difference between the signature's time and this machine's clock */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final SecretKeySpec key;

    Signature(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    String of(Instant at, String body) {
        long time = at.getEpochSecond();
        return "t=" + time + ",v1=" + mac(time, body);
    }

    /** Returns whether {@code given} is a valid signature of the body with this secret, and not older than 5 minutes. */
    boolean isValid(String given, String body) {
        Matcher parts = PARTS.matcher(given == null ? "" : given);
        if (!parts.matches()) {
            return false;
        }
        long time = Long.parseLong(parts.group(1));
        return Math.abs(Instant.now().getEpochSecond() - time) <= FRESH.toSeconds()
                && MessageDigest.isEqual(
                        mac(time, body).getBytes(StandardCharsets.US_ASCII),
                        parts.group(2).getBytes(StandardCharsets.US_ASCII));
    }

    private String mac(long time, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
