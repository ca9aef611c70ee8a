package city.pishkhan.api;

import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.identifiers.WorkingTime;
import city.pishkhan.messages.CodeNames;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Formats arguments in sentences for people. Dates and times are shown in the reader's calendar, numbers in the
 * reader's digits, and fields by their names. Values from the request are shown unchanged, isolated from the text
 * direction around them. All texts of refusals are formatted by this class; other texts for people may use it too.
 */
public final class RefusalText {
    private static final Messages MESSAGES = Messages.of(RefusalText.class);
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");
    /** Smaller numbers have no grouping separator, so that years stay readable. */
    private static final int GROUPED = 10_000;

    private RefusalText() {}

    /**
     * Formats a text of a bundle with arguments.
     *
     * @param field the invalid field as the caller named it, or {@code null}; an argument that equals {@code field} is
     *              replaced by the field's display name
     */
    static Text of(Messages messages, String key, @Nullable String field, Object... arguments) {
        Text formatted = messages.text(
                key,
                Arrays.stream(arguments)
                        .map(argument -> field != null && field.equals(argument) ? name(field) : format(argument))
                        .toArray());
        boolean begins = field != null
                && Arrays.asList(arguments).contains(field)
                && formatted.english().startsWith(name(field).english())
                && !name(field).english().equals(field);
        return begins ? new Text(capitalize(formatted.english()), formatted.persian()) : formatted;
    }

    private static String capitalize(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** Formats a text that does not belong to a refusal, from the messages of a bundle. */
    public static Text of(Messages messages, String key, Object... arguments) {
        return of(messages, key, (String) null, arguments);
    }

    /** Display name of a field; for an element of a list, also its position. Returns the field itself if it has no name. */
    static Text name(String field) {
        Matcher index = INDEX.matcher(field);
        String plain = index.replaceAll("");
        Text name = CodeNames.find("field", plain)
                .or(() -> CodeNames.find("field", plain.substring(plain.lastIndexOf('.') + 1)))
                .orElse(null);
        if (name == null) {
            return PersianText.asText(field);
        }
        int at = -1;
        index.reset();
        while (index.find()) {
            at = Integer.parseInt(index.group(1));
        }
        return at < 0 ? name : MESSAGES.text("refusal-text.one-of", name, text(at + 1));
    }

    private static Object format(Object argument) {
        if (argument instanceof Text) {
            return argument;
        }
        if (argument instanceof Collection<?> several) {
            return several.stream().map(RefusalText::format).toList();
        }
        return text(argument);
    }

    private static Text text(Object argument) {
        if (argument instanceof Instant time) {
            return time(time);
        }
        if (argument instanceof OffsetDateTime time) {
            return time(time.toInstant());
        }
        if (argument instanceof ZonedDateTime time) {
            return time(time.toInstant());
        }
        if (argument instanceof LocalDate day && PersianDate.isSupported(day)) {
            return new Text(day.toString(), PersianDate.of(day).persian());
        }
        if (argument instanceof PersianDate day) {
            return new Text(day.toString(), day.persian());
        }
        if (argument instanceof Rial rial) {
            return new Text(rial.toString(), rial.persian());
        }
        if (argument instanceof WorkingTime time) {
            return workingTime(time);
        }
        if (argument instanceof Number number) {
            return new Text(String.valueOf(number), PersianText.persianDigits(groupDigits(number)));
        }
        if (argument instanceof Enum<?> constant) {
            String code = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return PersianText.asText(code);
        }
        return PersianText.asText(String.valueOf(argument));
    }

    private static Text time(Instant time) {
        return new Text(time.truncatedTo(ChronoUnit.SECONDS).toString(), PersianDate.persian(time));
    }

    private static Text workingTime(WorkingTime time) {
        Text days = MESSAGES.text("refusal-text.working-days", text(time.days()));
        Text clock = MESSAGES.text(
                "refusal-text.hours",
                text(time.time().toHours()),
                text(time.time().toMinutesPart()));
        if (time.time().isZero()) {
            return days;
        }
        return time.days() == 0 ? clock : MESSAGES.text("refusal-text.and", days, clock);
    }

    private static String groupDigits(Number number) {
        if (Math.abs(number.doubleValue()) < GROUPED) {
            return String.valueOf(number);
        }
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setGroupingSeparator('٬');
        symbols.setDecimalSeparator('٫');
        return new DecimalFormat("#,##0.###", symbols).format(number);
    }
}
