package city.pishkhan.identifiers;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vehicle's plate (پلاک): two digits, a letter, three digits and two digits for the province, e.g. {@code 12ب14547}. A zero is
 * only valid as the last digit. Spaces, dashes and the word ایران before the province are ignored.
 *
 * @param value the four parts joined, digits in ASCII, the letter الف written out
 */
public record PlateNumber(String value) {
    private static final IdentifierType KIND = IdentifierType.open("plate");
    private static final Pattern SHAPE = Pattern.compile("([0-9]{2})([^0-9]{1,3})([0-9]{3})(?:ایران)?([0-9]{2})");
    private static final Set<String> LETTERS = Set.of(
            "الف", "ب", "پ", "ت", "ث", "ج", "د", "ز", "ژ", "س", "ش", "ص", "ط", "ع", "ف", "ق", "ک", "گ", "ل", "م", "ن",
            "و", "ه", "ی", "D", "S");

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public PlateNumber {
        String text = KIND.compact(value);
        Matcher parts = SHAPE.matcher(text);
        KIND.require(parts.matches(), text, "shape");
        String letter = parts.group(2).equals("ا") ? "الف" : parts.group(2);
        KIND.require(LETTERS.contains(letter), text, "letter", letter);
        String digits = parts.group(1) + parts.group(3) + parts.group(4);
        KIND.require(digits.lastIndexOf('0', 5) < 0, text, "zero");
        value = parts.group(1) + letter + parts.group(3) + parts.group(4);
    }

    public static PlateNumber parse(String text) {
        return new PlateNumber(text);
    }

    /** The letter between the digits; it shows whether the vehicle is private, a taxi, public … */
    public String letter() {
        return value.substring(2, value.length() - 5);
    }

    /** The last two digits, the province of registration. */
    public int province() {
        return Integer.parseInt(value.substring(value.length() - 2));
    }

    @Override
    public String toString() {
        return value;
    }
}
