package city.pishkhan.identifiers;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The code by which anybody who was given it follows a case, as in {@code 7K3M-9PQ2-WX4A-0TB1}: fifteen random symbols of Crockford's
 * base 32 (75 bits, so that nobody guesses one) and a check symbol, in groups of four. It says nothing of the case and follows from
 * nothing of it. The check is a sum over GF(32), each place weighted by another power of a generator: it finds every mistyped symbol and
 * every swap of two. Any case and any dashes are read, O as 0, I and L as 1.
 *
 * @param value as it is shown
 */
public record TrackingCode(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int RANDOM = 15;
    private static final int GROUP = 4;
    private static final int FIELD = 32;
    /** x⁵ + x² + 1, primitive over GF(2) */
    private static final int POLYNOMIAL = 0b100101;

    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + (RANDOM + 1) + "}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}\u2212]");
    private static final Kind KIND = Kind.open("tracking-code");
    private static final SecureRandom CHANCE = new SecureRandom();

    /** @throws InvalidIdentifier naming the rule that {@code value} breaks */
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

    /** @throws InvalidIdentifier naming the rule that {@code text} breaks */
    public static TrackingCode parse(String text) {
        return new TrackingCode(text);
    }

    /** A new code, from a generator that nobody predicts. */
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

    /** By the generator x. */
    private static int times(int element) {
        int shifted = element << 1;
        return shifted < FIELD ? shifted : shifted ^ POLYNOMIAL;
    }
}
