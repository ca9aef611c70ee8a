package city.pishkhan.cases.internal.rules;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.identifiers.BeyondCalendar;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.identifiers.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When an inquiry's time is up, when its agency is reminded, and how far an extension may reach. Counts from delivery; from the asking as
 * long as the agency was not reached. Budgets are written as {@link AgencyRule} says.
 */
public final class DeadlinePolicy {
    private static final String PLAIN = "PT";

    private DeadlinePolicy() {}

    /**
     * Counts the deadline and the first reminder of a live inquiry. Days whose holidays are not known give no deadline: the inquiry waits
     * for a calendar that reaches further.
     */
    public static void count(InquiryEntity row, AgencyRule rule, WorkingCalendar calendar) {
        row.count(rule.time());
        if (!row.budget().startsWith(PLAIN)) {
            row.countBy(calendar.identity());
        }
        if (row.delivered() == null && !rule.undelivered()) {
            return;
        }
        try {
            row.due(after(calendar, begin(row), row.budget()));
        } catch (BeyondCalendar e) {
            row.due(null);
        }
        remind(row, rule, calendar, begin(row));
    }

    /** When the clock that runs now began. */
    public static Instant begin(InquiryEntity row) {
        return row.delivered() == null ? row.asked() : row.delivered();
    }

    /** Sets the next reminder, the first that was not sent and lies after {@code now}; what is not delivered is not reminded of. */
    public static void remind(InquiryEntity row, AgencyRule rule, WorkingCalendar calendar, Instant now) {
        Instant next = null;
        if (row.delivered() != null && row.due() != null) {
            List<String> before = rule.reminders();
            for (int i = row.reminders(); i < before.size() && next == null; i++) {
                Instant at = beforehand(calendar, row.due(), before.get(i));
                next = at != null && at.isAfter(now) ? at : null;
            }
        }
        row.remindAt(next);
    }

    /** How many of the rule's reminders lie at or before {@code now}. */
    public static int reached(InquiryEntity row, AgencyRule rule, WorkingCalendar calendar, Instant now) {
        int reached = 0;
        for (String before : rule.reminders()) {
            Instant at = beforehand(calendar, row.due(), before);
            reached += at != null && !at.isAfter(now) ? 1 : 0;
        }
        return reached;
    }

    /** The latest deadline to which a delivered inquiry may be extended, however often. */
    public static Instant latest(InquiryEntity row, AgencyRule rule, WorkingCalendar calendar) {
        try {
            Instant first = after(calendar, row.delivered(), row.budget()).plusMillis(row.givenBack());
            return after(calendar, first, rule.extension());
        } catch (BeyondCalendar e) {
            // no day beyond is known to be a working day
            return calendar.last().atStartOfDay();
        }
    }

    /** @throws BeyondCalendar if the calendar does not reach so far */
    public static Instant after(WorkingCalendar calendar, Instant start, String budget) {
        return budget.startsWith(PLAIN)
                ? start.plus(Duration.parse(budget))
                : calendar.due(start, WorkingTime.parse(budget));
    }

    private static Instant beforehand(WorkingCalendar calendar, Instant due, String budget) {
        try {
            return budget.startsWith(PLAIN)
                    ? due.minus(Duration.parse(budget))
                    : calendar.before(due, WorkingTime.parse(budget));
        } catch (BeyondCalendar e) {
            return null;
        }
    }
}
