package city.pishkhan.identifiers;

import java.util.regex.Pattern;

/**
 * A postal code (کد پستی): ten digits; no 0 or 2 among the first five, and the first four are not all equal.
 *
 * @param value ten ASCII digits
 */
public record PostalCode(String value) {
    private static final IdentifierType KIND = IdentifierType.open("postal-code");
    private static final Pattern REPEATED = Pattern.compile("([0-9])\\1{3}.*");
    private static final Pattern AREA = Pattern.compile("[13-9]{5}.*");

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public PostalCode {
        String digits = KIND.digits(value);
        KIND.length(digits, 10, 10);
        KIND.require(!REPEATED.matcher(digits).matches(), digits, "repeated");
        KIND.require(AREA.matcher(digits).matches(), digits, "area");
        value = digits;
    }

    public static PostalCode parse(String text) {
        return new PostalCode(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
