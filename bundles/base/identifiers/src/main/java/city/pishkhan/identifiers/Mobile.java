package city.pishkhan.identifiers;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An Iranian mobile number, with or without its country code. Personal: {@code toString} is masked, {@link #value} is not.
 *
 * @param value eleven ASCII digits, {@code 09…}
 */
public record Mobile(String value) {
    private static final IdentifierType KIND = IdentifierType.personal("mobile", 4, 2);
    private static final Pattern DIALLED = Pattern.compile("\\+?[0-9]+");
    private static final Pattern COUNTRY = Pattern.compile("^(\\+98|0098|98(?=9[0-9]{9}$)|0)?");

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public Mobile {
        String text = KIND.compact(value);
        KIND.require(DIALLED.matcher(text).matches(), text, "digits");
        String national = COUNTRY.matcher(text).replaceFirst("");
        KIND.require(national.startsWith("9"), text, "prefix");
        KIND.require(national.length() == 10, text, "length", national.length() - 1);
        value = "0" + national;
    }

    public static Mobile parse(@Nullable String text) {
        return new Mobile(KIND.sized(text));
    }

    public String masked() {
        return KIND.mask(value);
    }

    @Override
    public String toString() {
        return masked();
    }
}
