package city.pishkhan.shell.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianDate;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Parses a day that an operator typed, in the Persian calendar or in ISO 8601.
 * A four-digit year of 1700 or later is read as ISO 8601, because no Persian year has reached that number.
 */
final class ArchiveDay {
    private static final int FIRST_ISO_YEAR = 1700;

    private ArchiveDay() {}

    /** @throws Refusal INVALID {@code archive.day} if the text is not a valid day */
    static LocalDate parse(String text) {
        try {
            boolean iso = text.matches("[0-9]{4}-.*") && Integer.parseInt(text.substring(0, 4)) >= FIRST_ISO_YEAR;
            return iso ? LocalDate.parse(text) : PersianDate.parse(text).toLocalDate();
        } catch (InvalidIdentifier | DateTimeParseException e) {
            throw Refusal.invalid("archive.day", "day", text);
        }
    }
}
