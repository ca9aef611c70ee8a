package city.pishkhan.doors.call;

import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.LegalId;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.messages.NullContract;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of single request fields. Each refusal names the field as the caller knows it. */
public final class FieldCheck {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LEGAL_DIGITS = 11;
    private static final int LONGEST_PERSON = 200;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    private FieldCheck() {}

    /** Returns the normalized text, or {@code null} if it is absent or blank. */
    public static @Nullable String optional(String field, @Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        if (text.length() > longest) {
            throw Refusal.invalid("text.length", field, field, longest);
        }
        String clean = PersianText.normalise(text);
        return clean.isEmpty() ? null : clean;
    }

    public static String text(String field, @Nullable String text, int longest) {
        return present(field, optional(field, text, longest));
    }

    public static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw Refusal.invalid("field.missing", field, field);
        }
        return value;
    }

    /**
     * Parses a day such as {@code 2026-11-25}, in digits of any script.
     *
     * @param defaultDay default if the text is absent or blank
     */
    @NullContract("_, _, !null -> !null")
    public static @Nullable LocalDate day(String field, @Nullable String text, @Nullable LocalDate defaultDay) {
        if (text == null || text.isBlank()) {
            return defaultDay;
        }
        try {
            LocalDate day = LocalDate.parse(PersianText.normalise(text));
            if (day.getYear() > 1900 && day.getYear() < 2200) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // an invalid day is refused below, like a day out of range
        }
        throw Refusal.invalid("day.shape", field, field);
    }

    /** Checks a lower-case identifier of the hub, such as a kind of paper: {@code national-card}. */
    public static String name(String field, @Nullable String text) {
        String clean = text(field, text, 41);
        if (!NAME.matcher(clean).matches()) {
            throw Refusal.invalid("name.shape", field, field);
        }
        return clean;
    }

    public static String oneOf(String field, @Nullable String text, Set<String> values) {
        String clean = text(field, text, 41);
        if (!values.contains(clean)) {
            throw Refusal.invalid(
                    "value.unknown", field, field, values.stream().sorted().toList());
        }
        return clean;
    }

    /** Checks a SHA-256 digest in hex; upper case is accepted and converted. */
    public static String sha256(String field, @Nullable String text) {
        String clean = text(field, text, 64).toLowerCase(java.util.Locale.ROOT);
        if (!SHA256.matcher(clean).matches()) {
            throw Refusal.invalid("sha256.shape", field, field);
        }
        return clean;
    }

    public static long range(String field, Number value, long minimum, long maximum) {
        long number = present(field, value).longValue();
        if (number < minimum || number > maximum) {
            throw Refusal.invalid("number.range", field, field, minimum, maximum, number);
        }
        return number;
    }

    /** Parses a district number from a query; {@code null} if absent. */
    public static @Nullable Integer district(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = text(field, text, 10);
        if (!clean.matches("[0-9]{1,2}")) {
            throw Refusal.invalid("number.range/district", field, field, RenovationCode.DISTRICTS);
        }
        return (int) range(field, Integer.valueOf(clean), 1, RenovationCode.DISTRICTS);
    }

    /** Checks that a list has at least one and up to {@code maximum} items, none of them {@code null}. */
    public static <T> List<T> list(String field, List<T> list, int maximum) {
        List<T> present = present(field, list);
        if (present.isEmpty() || present.size() > maximum || present.contains(null)) {
            throw Refusal.invalid("list.size", field, field, maximum);
        }
        return present;
    }

    /** Parses a national ID, or a legal-person ID if it has eleven digits, and returns its canonical form. */
    public static String person(String field, @Nullable String text) {
        String digits = text == null || text.length() > LONGEST_PERSON ? "" : PersianText.compact(text);
        return digits.length() == LEGAL_DIGITS
                ? identifier(field, text, LegalId::parse).value()
                : identifier(field, text, NationalId::parse).value();
    }

    /**
     * Parses an identifier. If it is invalid, the refusal contains the message of the exception that {@code parse}
     * throws.
     */
    public static <T> T identifier(String field, @Nullable String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), field, e.text());
        }
    }
}
