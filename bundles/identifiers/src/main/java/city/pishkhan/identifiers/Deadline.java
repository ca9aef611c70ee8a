package city.pishkhan.identifiers;

import java.time.Instant;

/**
 * A due instant and what it was computed from, so that it can be computed anew when holidays change.
 *
 * @param calendar identity of the calendar that gave {@code due}
 */
public record Deadline(Instant start, WorkingTime budget, String calendar, Instant due) {
    /** The same start and budget under another calendar; this very deadline where that counts the same days. */
    public Deadline under(WorkingCalendar other) {
        return this.calendar.equals(other.identity()) ? this : other.deadline(start, budget);
    }

    /** From the due instant on. */
    public boolean passed(Instant now) {
        return !now.isBefore(due);
    }
}
