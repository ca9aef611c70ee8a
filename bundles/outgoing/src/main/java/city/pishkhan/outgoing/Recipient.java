package city.pishkhan.outgoing;

import city.pishkhan.platform.secrets.Secrets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Somebody outside who is told things.
 *
 * @param name under which the hub remembers how far it was told
 */
public record Recipient(String name, SignedPost post) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final int SHORTEST_SECRET = 16;

    /**
     * As its configuration file names it.
     *
     * @param inside   see {@link Target#of}
     * @param secret   {@code env:NAME} or {@code file:/path}
     * @param patience how long to wait for its answer
     * @throws IllegalArgumentException saying which setting is wrong, and why
     */
    public static Recipient of(String name, String url, boolean inside, String secret, Duration patience) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name holds small letters, digits and dashes, and begins with a letter");
        }
        String shared = Secrets.resolve(secret);
        if (shared.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("secret is shorter than " + SHORTEST_SECRET + " characters");
        }
        return new Recipient(name, new SignedPost(Target.of(url, inside), shared, patience));
    }
}
