package city.pishkhan.access.internal.tokens;

import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The key that signs tokens. All nodes need the same key, or one node refuses the tokens of another. */
public final class TokenKey {
    private static final int FINGERPRINT = 16;

    private final String secret;
    private final String place;
    private @Nullable SharedKey shared;

    private TokenKey(String secret, String place) {
        this.secret = secret;
        this.place = place;
    }

    /**
     * Returns the configured key, or else the key in the file, which is created if it does not exist.
     *
     * @param configured reference to the key, or an empty text
     */
    public static TokenKey of(String configured, Path file) {
        return configured.isEmpty()
                ? new TokenKey(Secrets.ensureGenerated(file), file.toString())
                : new TokenKey(Secrets.resolve(configured), "token.key of city.pishkhan.access.cfg");
    }

    public byte[] bytes() {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the key's fingerprint; computed once, because that takes a tenth of a second. */
    public synchronized SharedKey shared() {
        if (shared == null) {
            shared = new SharedKey(
                    "tokens", Secrets.digest("pishkhan tokens", secret).substring(0, FINGERPRINT), place);
        }
        return shared;
    }
}
