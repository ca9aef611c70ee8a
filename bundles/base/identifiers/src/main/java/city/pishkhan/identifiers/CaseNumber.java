package city.pishkhan.identifiers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number of a case for people: district, Persian year of opening, serial number within district and year, and check
 * digit, e.g. {@code 22-1405-0000123-2}. The check digit is Damm's over the preceding thirteen digits. It detects every
 * mistyped digit and every swap of adjacent digits. Dashes may be omitted; between dashes, leading zeros of a part may
 * be omitted too.
 *
 * @param district 1 to {@link RenovationCode#DISTRICTS}
 * @param year     Persian year, 1300 to 1499
 * @param serial   1 to 9,999,999
 */
public record CaseNumber(int district, int year, int serial) implements Comparable<CaseNumber> {
    private static final int LARGEST_SERIAL = 9_999_999;
    private static final IdentifierType KIND = IdentifierType.open("case-number");
    private static final Pattern DASHED = Pattern.compile(
            "([0-9]{1,2})\\s*[\\p{Pd}\u2212]\\s*([0-9]{4})\\s*[\\p{Pd}\u2212]\\s*([0-9]{1,7})\\s*[\\p{Pd}\u2212]\\s*([0-9])");
    private static final Pattern PLAIN = Pattern.compile("([0-9]{2})([0-9]{4})([0-9]{7})([0-9])");

    /** @throws InvalidIdentifier with the rule that the parts violate */
    public CaseNumber {
        String text = district + "-" + year + "-" + serial;
        KIND.require(
                district >= 1 && district <= RenovationCode.DISTRICTS,
                text,
                "district",
                district,
                RenovationCode.DISTRICTS);
        KIND.require(year >= 1300 && year <= 1499, text, "year");
        KIND.require(serial >= 1 && serial <= LARGEST_SERIAL, text, "serial", LARGEST_SERIAL);
    }

    /** @throws InvalidIdentifier with the rule that {@code text} violates */
    public static CaseNumber parse(@Nullable String text) {
        String clean = KIND.normalise(text);
        Matcher parts = DASHED.matcher(clean);
        if (!parts.matches()) {
            parts = PLAIN.matcher(clean);
        }
        KIND.require(parts.matches(), clean, "shape");
        var number = new CaseNumber(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        KIND.require(number.check() == Integer.parseInt(parts.group(4)), clean, "check-digit");
        return number;
    }

    /** Creates a case number; the check digit is computed. */
    public static CaseNumber of(int district, int year, int serial) {
        return new CaseNumber(district, year, serial);
    }

    public String value() {
        return "%02d-%04d-%07d-%d".formatted(district, year, serial, check());
    }

    @Override
    public int compareTo(CaseNumber other) {
        return value().compareTo(other.value());
    }

    @Override
    public String toString() {
        return value();
    }

    private int check() {
        return CheckDigits.damm("%02d%04d%07d".formatted(district, year, serial));
    }
}
