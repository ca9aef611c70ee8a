package city.pishkhan.procedures.internal.checks;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.identifiers.WorkingTime;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks an agency's reminders, which are times before the deadline. Each must be shorter than the time to answer and
 * than the previous reminder. All must use the same kind of time (plain or working time).
 */
final class ReminderCheck {
    private static final String PLAIN = "PT";

    private final @Nullable WorkingCalendar calendar;

    ReminderCheck(@Nullable WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Returns the first problem of an agency's reminders, or empty if there is none. */
    Optional<String> findProblem(AgencyRule rule) {
        String longer = rule.time();
        for (String reminder : rule.reminders()) {
            if (reminder.startsWith(PLAIN) != longer.startsWith(PLAIN)) {
                return Optional.of(reminder + " does not use the same kind of time as " + longer);
            }
            if (length(reminder).compareTo(length(longer)) >= 0) {
                return Optional.of(reminder + " before the deadline is not later than "
                        + (longer.equals(rule.time()) ? "the inquiry" : "the previous reminder"));
            }
            longer = reminder;
        }
        return Optional.empty();
    }

    private Duration length(String time) {
        return time.startsWith(PLAIN)
                ? Duration.parse(time)
                : Objects.requireNonNull(calendar).length(WorkingTime.parse(time));
    }
}
