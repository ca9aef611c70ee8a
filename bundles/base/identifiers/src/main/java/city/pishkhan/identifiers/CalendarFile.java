package city.pishkhan.identifiers;

import city.pishkhan.identifiers.OfficeHours.Span;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a working calendar from its UTF-8 text file. The file has the lines {@code version}, {@code covers}, {@code full}, {@code
 * half} (optional) and {@code holiday}; the {@code etc/calendar} file that is shipped explains them.
 */
public final class CalendarFile {
    private static final long LARGEST = 256 * 1024;

    private final List<String> problems = new ArrayList<>();
    private final Map<PersianDate, String> holidays = new TreeMap<>();
    private @Nullable String version;
    private @Nullable PersianDate first;
    private @Nullable PersianDate last;
    private @Nullable Span full;
    private @Nullable Span half;
    private Set<DayOfWeek> fullDays = Set.of();
    private Set<DayOfWeek> halfDays = Set.of();

    private CalendarFile() {}

    /**
     * Reads a calendar from a file.
     *
     * @throws InvalidCalendar if the file is too large, is not UTF-8 or violates a rule
     * @throws IOException if the file cannot be read
     */
    public static WorkingCalendar load(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > LARGEST) {
            throw new InvalidCalendar(name, List.of("it is larger than " + LARGEST + " bytes"));
        }
        try {
            return parse(name, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new InvalidCalendar(name, List.of("it is not UTF-8"));
        }
    }

    /**
     * Reads a calendar from a text.
     *
     * @param name name of the text in messages
     * @throws InvalidCalendar with every line that violates a rule
     */
    public static WorkingCalendar parse(String name, String text) {
        var file = new CalendarFile();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = PersianText.normalise(lines[i]);
            if (!line.isEmpty() && !line.startsWith("#")) {
                file.read(i + 1, line.split("\\s+"));
            }
        }
        return file.build(name);
    }

    private void read(int number, String[] words) {
        try {
            switch (words[0]) {
                case "version" -> {
                    requireOnce(version, words, 2, 2);
                    version = words[1];
                }
                case "covers" -> {
                    requireOnce(first, words, 3, 3);
                    first = PersianDate.parse(words[1]);
                    last = PersianDate.parse(words[2]);
                }
                case "full" -> {
                    requireOnce(full, words, 4, 10);
                    full = span(words);
                    fullDays = weekdays(words);
                }
                case "half" -> {
                    requireOnce(half, words, 4, 10);
                    half = span(words);
                    halfDays = weekdays(words);
                }
                case "holiday" -> addHoliday(words);
                default -> throw new IllegalArgumentException("unknown word '" + words[0] + "'");
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            problems.add("line " + number + ": " + e.getMessage());
        }
    }

    private void addHoliday(String[] words) {
        requireOnce(null, words, 3, Integer.MAX_VALUE);
        var day = PersianDate.parse(words[1]);
        String name = String.join(" ", Arrays.copyOfRange(words, 2, words.length));
        if (holidays.putIfAbsent(day, name) != null) {
            throw new IllegalArgumentException("holiday " + day + " exists twice");
        }
    }

    private static void requireOnce(@Nullable Object earlier, String[] words, int min, int max) {
        if (earlier != null) {
            throw new IllegalArgumentException("'" + words[0] + "' exists twice");
        }
        if (words.length < min || words.length > max) {
            throw new IllegalArgumentException("'" + words[0] + "' has " + (words.length - 1) + " values");
        }
    }

    private static Span span(String[] words) {
        return new Span(LocalTime.parse(words[1]), LocalTime.parse(words[2]));
    }

    private static Set<DayOfWeek> weekdays(String[] words) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (int i = 3; i < words.length; i++) {
            days.add(weekday(words[i]));
        }
        return days;
    }

    private static DayOfWeek weekday(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().equals(word)) {
                return day;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is not a weekday such as SATURDAY");
    }

    private WorkingCalendar build(String name) {
        if (version == null || first == null || last == null || full == null) {
            if (problems.isEmpty()) {
                problems.add("it lacks one of the lines version, covers, full");
            }
        } else if (problems.isEmpty()) {
            try {
                var hours = new OfficeHours(full, fullDays, half == null ? full : half, halfDays);
                return new WorkingCalendar(version, hours, holidays, first, last);
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        throw new InvalidCalendar(name, problems);
    }
}
