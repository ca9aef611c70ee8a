package city.pishkhan.identifiers;

import java.time.Instant;

/**
 * A due instant and what it was computed from, so that it can be computed anew when holidays change.
 *
 * @param version of the calendar that gave {@code due}
 */
public record Deadline(Instant start, WorkingTime budget, String version, Instant due) {
    /** The same start and budget under another calendar; this very deadline where its version is the same. */
    public Deadline under(WorkingCalendar calendar) {
        return version.equals(calendar.version()) ? this : calendar.deadline(start, budget);
    }

    /** From the due instant on. */
    public boolean passed(Instant now) {
        return !now.isBefore(due);
    }
}
