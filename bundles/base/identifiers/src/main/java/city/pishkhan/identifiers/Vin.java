package city.pishkhan.identifiers;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A vehicle identification number (شماره شناسایی خودرو, ISO 3779): 17 letters and digits without I, O and Q. The check digit is
 * not validated, because few manufacturers outside North America set it.
 *
 * @param value 17 capital letters and digits
 */
public record Vin(String value) {
    private static final IdentifierType KIND = IdentifierType.open("vin");
    private static final Pattern SHAPE = Pattern.compile("[A-HJ-NPR-Z0-9]{17}");

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public Vin {
        String text = KIND.compact(value).toUpperCase(Locale.ROOT);
        KIND.require(SHAPE.matcher(text).matches(), text, "shape");
        value = text;
    }

    public static Vin parse(String text) {
        return new Vin(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
