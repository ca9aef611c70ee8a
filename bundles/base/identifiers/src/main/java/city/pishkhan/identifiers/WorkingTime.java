package city.pishkhan.identifiers;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A budget of office time, e.g. {@code 5d}, {@code 4h}, {@code 90m}, {@code 30s} or a combination such as {@code 2d 4h}. A day is
 * a full office day of the calendar that counts it; hours, minutes and seconds are office time.
 *
 * @param days 0 to 3,650
 * @param time not negative, up to 36,500 hours
 */
public record WorkingTime(int days, Duration time) {
    private static final IdentifierType KIND = IdentifierType.open("working-time");
    private static final Pattern SHAPE =
            Pattern.compile("(?:([0-9]{1,4})d)?\\s*(?:([0-9]{1,5})h)?\\s*(?:([0-9]{1,7})m)?\\s*(?:([0-9]{1,9})s)?");
    private static final int MOST_DAYS = 3_650;
    private static final Duration MOST_TIME = Duration.ofHours(36_500);

    /** @throws InvalidIdentifier with the rule that the parts violate */
    public WorkingTime {
        String text = text(days, time);
        KIND.require(days >= 0 && days <= MOST_DAYS, text, "days", MOST_DAYS);
        KIND.require(!time.isNegative() && time.compareTo(MOST_TIME) <= 0, text, "time", MOST_TIME.toHours());
    }

    public static WorkingTime days(int days) {
        return new WorkingTime(days, Duration.ZERO);
    }

    public static WorkingTime hours(int hours) {
        return new WorkingTime(0, Duration.ofHours(hours));
    }

    public static WorkingTime of(Duration time) {
        return new WorkingTime(0, time);
    }

    /** @throws InvalidIdentifier with the rule that {@code text} violates */
    public static WorkingTime parse(@Nullable String text) {
        String clean = KIND.normalise(text);
        Matcher parts = SHAPE.matcher(clean);
        KIND.require(parts.matches(), clean, "shape");
        return new WorkingTime(
                (int) number(parts.group(1)),
                Duration.ofHours(number(parts.group(2)))
                        .plusMinutes(number(parts.group(3)))
                        .plusSeconds(number(parts.group(4))));
    }

    /** The shortest text that {@link #parse} accepts, in units down to seconds. */
    @Override
    public String toString() {
        return text(days, time);
    }

    private static String text(int days, Duration time) {
        String text = part(days, "d")
                + part(time.toHours(), "h")
                + part(time.toMinutesPart(), "m")
                + part(time.toSecondsPart(), "s");
        return text.isEmpty() ? "0d" : text.substring(1);
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
