package city.pishkhan.identifiers;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A code for following a case, e.g. {@code 7K3M-9PQ2-WX4A-0TB1}: fifteen random symbols of Crockford's base 32 (75 bits, too many
 * to guess) and a check symbol, in groups of four. It contains no information about the case. The check symbol is a sum over
 * GF(32) in which each position is weighted by another power of a generator; it detects every mistyped symbol and every swap of
 * two. Lower case and any dashes are accepted, O is read as 0, I and L as 1.
 *
 * @param value code in its displayed form
 */
public record TrackingCode(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int RANDOM = 15;
    private static final int GROUP = 4;
    private static final int FIELD = 32;
    /** the primitive polynomial x⁵ + x² + 1 over GF(2), by which the check symbol is computed */
    private static final int POLYNOMIAL = 0b100101;

    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + (RANDOM + 1) + "}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}\u2212]");
    private static final IdentifierType KIND = IdentifierType.open("tracking-code");
    private static final SecureRandom CHANCE = new SecureRandom();

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public TrackingCode {
        String text = SEPARATORS
                .matcher(KIND.normalise(value).toUpperCase(Locale.ROOT))
                .replaceAll("")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        KIND.require(SHAPE.matcher(text).matches(), text, "shape");
        KIND.require(check(text.substring(0, RANDOM)) == text.charAt(RANDOM), text, "check-digit");
        value = text.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    /** @throws InvalidIdentifier with the rule that {@code text} violates */
    public static TrackingCode parse(@Nullable String text) {
        return new TrackingCode(KIND.sized(text));
    }

    /** Creates a new code with a cryptographically secure random generator. */
    public static TrackingCode next() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < RANDOM; i++) {
            code.append(ALPHABET.charAt(CHANCE.nextInt(FIELD)));
        }
        return new TrackingCode(code.append(check(code.toString())).toString());
    }

    @Override
    public String toString() {
        return value;
    }

    private static char check(String symbols) {
        int sum = 0;
        for (int i = 0; i < symbols.length(); i++) {
            sum = times(sum) ^ ALPHABET.indexOf(symbols.charAt(i));
        }
        return ALPHABET.charAt(times(sum));
    }

    /** Multiplies an element of GF(32) by the generator x. */
    private static int times(int element) {
        int shifted = element << 1;
        return shifted < FIELD ? shifted : shifted ^ POLYNOMIAL;
    }
}
