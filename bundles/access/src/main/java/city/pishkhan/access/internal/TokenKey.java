package city.pishkhan.access.internal;

import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The key that signs tokens; all nodes have it alike, or one does not know whom another let in. */
final class TokenKey {
    private static final int FINGERPRINT = 16;

    private final String secret;
    private final String place;
    private SharedKey shared;

    private TokenKey(String secret, String place) {
        this.secret = secret;
        this.place = place;
    }

    /**
     * The configured one, or else the one in the file, which is made if it is not there.
     *
     * @param configured reference to the key, or an empty text
     */
    static TokenKey of(String configured, Path file) {
        return configured.isEmpty()
                ? new TokenKey(Secrets.generated(file), file.toString())
                : new TokenKey(Secrets.resolve(configured), "token.key of city.pishkhan.access.cfg");
    }

    byte[] bytes() {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Its fingerprint takes a tenth of a second, once. */
    synchronized SharedKey shared() {
        if (shared == null) {
            shared = new SharedKey(
                    "tokens", Secrets.digest("pishkhan tokens", secret).substring(0, FINGERPRINT), place);
        }
        return shared;
    }
}
