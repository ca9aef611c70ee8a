package city.pishkhan.identifiers;

import java.util.regex.Pattern;

/**
 * A postal code (کد پستی): ten digits; no 0 or 2 among the first five, of which the first four are not all equal.
 *
 * @param value ten ASCII digits
 */
public record PostalCode(String value) {
    private static final Kind KIND = Kind.open("postal-code", "Postal code", "کد پستی");
    private static final Pattern REPEATED = Pattern.compile("([0-9])\\1{3}.*");
    private static final Pattern AREA = Pattern.compile("[13-9]{5}.*");

    /** @throws InvalidIdentifier naming the rule that {@code value} breaks */
    public PostalCode {
        String digits = KIND.digits(value);
        KIND.length(digits, 10, 10);
        KIND.require(
                !REPEATED.matcher(digits).matches(),
                digits,
                "repeated",
                "its first four digits are all equal",
                "چهار رقم نخست آن یکسان است");
        KIND.require(
                AREA.matcher(digits).matches(),
                digits,
                "area",
                "0 and 2 do not occur in its first five digits",
                "در پنج رقم نخست آن 0 و 2 نمی‌آید");
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
