package city.pishkhan.configuration;

import java.util.regex.Pattern;

/** How a value of a configuration is shown to who looks: a reference to a secret as it is, a secret not. */
final class Masks {
    static final String MASK = "********";

    private static final Pattern REFERENCE = Pattern.compile("(env|file):.*");
    /** Name and password before the host of an address. */
    private static final Pattern LOGIN = Pattern.compile("(?<=://)[^/@\\s]+@");

    private Masks() {}

    static String shown(KnownKeys known, String pid, String key, String value) {
        boolean secret = known.key(pid, key).map(KnownKey::secret).orElseGet(() -> KnownKey.secret(key));
        if (secret && !value.isEmpty() && !REFERENCE.matcher(value).matches()) {
            return MASK;
        }
        return LOGIN.matcher(value).replaceAll(MASK + "@");
    }
}
