package city.pishkhan.configuration;

import java.util.regex.Pattern;

/** Masks secrets in displayed values; references to secrets are shown. */
final class Masks {
    static final String MASK = "********";

    private static final Pattern REFERENCE = Pattern.compile("(env|file):.*");
    /** User and password before the host of a URL. */
    private static final Pattern LOGIN = Pattern.compile("(?<=://)[^/@\\s]+@");

    private Masks() {}

    static String mask(KnownKeys known, String pid, String key, String value) {
        boolean secret = known.key(pid, key).map(KnownKey::isSecret).orElseGet(() -> KnownKey.isSecret(key));
        if (secret && !value.isEmpty() && !REFERENCE.matcher(value).matches()) {
            return MASK;
        }
        return LOGIN.matcher(value).replaceAll(MASK + "@");
    }
}
