package city.pishkhan.identifiers;

import java.math.BigInteger;
import java.util.Locale;

/**
 * An Iranian IBAN (شبا, ISO 13616): {@code IR} and 24 digits. Personal: {@code toString} is masked, {@link #value} is not.
 *
 * @param value {@code IR} and 24 ASCII digits
 */
public record Iban(String value) {
    private static final IdentifierType KIND = IdentifierType.personal("iban", 4, 4);
    private static final BigInteger MODULUS = BigInteger.valueOf(97);
    private static final String IR_AS_DIGITS = "1827";

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public Iban {
        String text = KIND.compact(value).toUpperCase(Locale.ROOT);
        KIND.require(text.startsWith("IR"), text, "country");
        String digits = text.substring(2);
        KIND.require(PersianText.isAsciiDigits(digits), text, "digits");
        KIND.require(digits.length() == 24, text, "length", digits.length());
        var number = new BigInteger(digits.substring(2) + IR_AS_DIGITS + digits.substring(0, 2));
        KIND.require(number.mod(MODULUS).intValue() == 1, text, "check-digits");
        value = text;
    }

    public static Iban parse(String text) {
        return new Iban(text);
    }

    public String masked() {
        return KIND.mask(value);
    }

    @Override
    public String toString() {
        return masked();
    }
}
