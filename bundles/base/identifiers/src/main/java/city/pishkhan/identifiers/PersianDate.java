package city.pishkhan.identifiers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day of the Persian calendar in Tehran, for display and for periods that laws define. Stored times are instants. The
 * first day of each year comes from ICU4J ({@code fa_IR@calendar=persian}). The day of an instant comes from the JDK's
 * time zone data, as everywhere in the hub.
 *
 * @param year  {@value PersianYears#FIRST} to {@value PersianYears#LAST}
 * @param month 1 to 12
 * @param day   1 to 31, 30 or 29
 */
public record PersianDate(int year, int month, int day) implements Comparable<PersianDate> {
    public static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");

    private static final IdentifierType KIND = IdentifierType.open("persian-date");
    private static final Pattern SHAPE =
            Pattern.compile("([0-9]{4})\\s*[/.\\-]\\s*([0-9]{1,2})\\s*[/.\\-]\\s*([0-9]{1,2})");
    private static final List<String> MONTHS = List.of(
            "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند");
    private static final List<String> WEEKDAYS =
            List.of("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه");

    /** @throws InvalidIdentifier with the rule that the parts violate */
    public PersianDate {
        String text = text(year, month, day);
        KIND.require(PersianYears.isKnown(year), text, "year", PersianYears.FIRST, PersianYears.LAST);
        KIND.require(month >= 1 && month <= 12, text, "month", month);
        int length = PersianYears.monthLength(year, month);
        KIND.require(day >= 1 && day <= length, text, "day", length);
    }

    /** Returns {@code true} if the day is in a supported year: {@value PersianYears#FIRST} to {@value PersianYears#LAST}. */
    public static boolean isSupported(LocalDate date) {
        return PersianYears.isKnown(PersianYears.yearOf(date.toEpochDay()));
    }

    public static PersianDate of(LocalDate date) {
        long epochDay = date.toEpochDay();
        int year = PersianYears.yearOf(epochDay);
        KIND.require(PersianYears.isKnown(year), date.toString(), "year/range", PersianYears.FIRST, PersianYears.LAST);
        int rest = (int) (epochDay - PersianYears.start(year));
        int month = rest < 186 ? rest / 31 : 6 + (rest - 186) / 30;
        return new PersianDate(year, month + 1, rest - PersianYears.daysBefore(month + 1) + 1);
    }

    /** The day in Tehran at an instant. */
    public static PersianDate of(Instant instant) {
        return of(LocalDate.ofInstant(instant, TEHRAN));
    }

    public static PersianDate today(Clock clock) {
        return of(clock.instant());
    }

    /**
     * Parses year, month and day, separated by {@code /}, {@code -} or {@code .}, with digits of any script: {@code 1405/09/04}.
     *
     * @throws InvalidIdentifier with the rule that {@code text} violates
     */
    public static PersianDate parse(String text) {
        String clean = KIND.normalise(text);
        Matcher parts = SHAPE.matcher(clean);
        KIND.require(parts.matches(), clean, "shape");
        return new PersianDate(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    public static boolean isLeapYear(int year) {
        return new PersianDate(year, 1, 1).yearLength() == 366;
    }

    public LocalDate toLocalDate() {
        return LocalDate.ofEpochDay(PersianYears.start(year) + PersianYears.daysBefore(month) + day - 1);
    }

    /** The first instant of the day. This is not always midnight: until 2022, summer time began by skipping 00:00 to 01:00. */
    public Instant atStartOfDay() {
        return toLocalDate().atStartOfDay(TEHRAN).toInstant();
    }

    public PersianDate plusDays(long days) {
        return of(toLocalDate().plusDays(days));
    }

    /**
     * Full Persian years from this day to {@code end}; negative if {@code end} is earlier. A year is full when the same
     * month and day is reached, as in {@link java.time.Period}. For 30 Esfand of a leap year, that is 1 Farvardin after
     * a year without this day.
     */
    public int fullYearsUntil(PersianDate end) {
        return fullMonthsUntil(end) / 12;
    }

    /** Full Persian months, counted as by {@link #fullYearsUntil}. */
    public int fullMonthsUntil(PersianDate end) {
        int months = (end.year - year) * 12 + end.month - month;
        if (months > 0 && end.day < day) {
            return months - 1;
        }
        return months < 0 && end.day > day ? months + 1 : months;
    }

    public int yearLength() {
        return PersianYears.length(year);
    }

    /** The date for Persian readers: {@code ۱۴۰۵/۰۹/۰۴}. */
    public String persian() {
        return PersianText.persianDigits(toString());
    }

    /** The date for Persian readers, in words: {@code چهارشنبه ۴ آذر ۱۴۰۵}. */
    public String persianLong() {
        String weekday = WEEKDAYS.get(toLocalDate().getDayOfWeek().ordinal());
        return PersianText.persianDigits(weekday + " " + day + " " + MONTHS.get(month - 1) + " " + year);
    }

    /** An instant for Persian readers, to the minute in Tehran: {@code ۱۴۰۵/۰۹/۰۴ ۱۳:۲۰}. */
    public static String persian(Instant instant) {
        var time = instant.atZone(TEHRAN).toLocalTime();
        return of(instant).persian()
                + PersianText.persianDigits(" %02d:%02d".formatted(time.getHour(), time.getMinute()));
    }

    @Override
    public int compareTo(PersianDate other) {
        int order = Integer.compare(year, other.year);
        order = order != 0 ? order : Integer.compare(month, other.month);
        return order != 0 ? order : Integer.compare(day, other.day);
    }

    /** {@code 1405/09/04}; these texts sort by date, and {@link #parse} accepts them. */
    @Override
    public String toString() {
        return text(year, month, day);
    }

    private static String text(int year, int month, int day) {
        return "%04d/%02d/%02d".formatted(year, month, day);
    }
}
