package city.pishkhan.identifiers;

import java.util.List;

/** Thrown for an invalid calendar file; lists all invalid lines, so that they can be corrected at once. */
public final class InvalidCalendar extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    InvalidCalendar(String name, List<String> problems) {
        super("calendar " + name + " cannot be used: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence per error; begins with {@code line 7:} or the like if it concerns a line. */
    public List<String> problems() {
        return problems;
    }
}
