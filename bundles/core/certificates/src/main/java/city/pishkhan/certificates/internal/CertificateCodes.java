package city.pishkhan.certificates.internal;

import city.pishkhan.identifiers.PersianText;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Verification codes that cannot be guessed but are easy to read aloud: 130 random bits in Crockford's base 32, in groups of five. */
final class CertificateCodes {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;
    private static final int GROUP = 5;
    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    private final SecureRandom random = new SecureRandom();

    String next() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /**
     * Returns the code as issued from user input: in any case, with or without dashes, with O for 0 and I or L for 1. Empty if it
     * is malformed.
     */
    static Optional<String> parse(String typed) {
        if (typed == null || typed.length() > 2 * LENGTH) {
            return Optional.empty();
        }
        String plain = PersianText.compact(typed)
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (!SHAPE.matcher(plain).matches()) {
            return Optional.empty();
        }
        return Optional.of(plain.replaceAll("(.{" + GROUP + "})(?=.)", "$1-"));
    }
}
