package city.pishkhan.identifiers;

import java.util.List;

/** A calendar file that cannot be used; names every faulty line, so that one reading mends all. */
public final class InvalidCalendar extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    InvalidCalendar(String name, List<String> problems) {
        super("calendar " + name + " cannot be used: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, {@code line 7: …} where a line is at fault. */
    public List<String> problems() {
        return problems;
    }
}
