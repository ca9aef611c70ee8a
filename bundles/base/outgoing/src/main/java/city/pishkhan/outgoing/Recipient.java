package city.pishkhan.outgoing;

import city.pishkhan.platform.secrets.Secrets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * An external recipient.
 *
 * @param name name under which the hub stores its progress
 */
public record Recipient(String name, SignedPost post) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final int SHORTEST_SECRET = 16;

    /**
     * Creates a recipient from its configuration.
     *
     * @param privateAllowed see {@link Target#of}
     * @param secret {@code env:NAME} or {@code file:/path}
     * @param timeout timeout of a request
     * @throws IllegalArgumentException if a setting is invalid; the message names it
     */
    public static Recipient of(String name, String url, boolean privateAllowed, String secret, Duration timeout) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must have lower-case letters, digits and dashes, and begin with a letter");
        }
        String shared = Secrets.resolve(secret);
        if (shared.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("secret is shorter than " + SHORTEST_SECRET + " characters");
        }
        return new Recipient(name, new SignedPost(Target.of(url, privateAllowed), shared, timeout));
    }
}
