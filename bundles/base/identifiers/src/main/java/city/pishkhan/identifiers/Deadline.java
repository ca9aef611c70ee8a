package city.pishkhan.identifiers;

import java.time.Instant;

/**
 * A deadline with the values from which it was computed, so that it can be recomputed when holidays change.
 *
 * @param calendar identity of the calendar that computed {@code due}
 */
public record Deadline(Instant start, WorkingTime budget, String calendar, Instant due) {
    /** The deadline for the same start and budget under another calendar; this object if the calendars are identical. */
    public Deadline withCalendar(WorkingCalendar other) {
        return this.calendar.equals(other.identity()) ? this : other.deadline(start, budget);
    }

    /** Returns {@code true} from the due instant on. */
    public boolean hasPassed(Instant now) {
        return !now.isBefore(due);
    }
}
