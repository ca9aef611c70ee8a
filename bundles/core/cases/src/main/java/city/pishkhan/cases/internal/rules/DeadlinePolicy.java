package city.pishkhan.cases.internal.rules;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.identifiers.BeyondCalendar;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.identifiers.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes deadlines, reminders and the limit of extensions of inquiries. Time counts from delivery, or from the creation while the
 * inquiry is not delivered. Periods are written as described in {@link AgencyRule}.
 */
public final class DeadlinePolicy {
    private static final String PLAIN = "PT";

    private DeadlinePolicy() {}

    /**
     * Computes the deadline and the first reminder of a live inquiry. If the calendar does not reach far enough, there is no deadline
     * until a longer calendar is in force.
     */
    public static void computeDeadline(InquiryEntity row, AgencyRule rule, WorkingCalendar calendar) {
        row.resetDeadline(rule.time());
        if (!rule.time().startsWith(PLAIN)) {
            row.setCalendar(calendar.identity());
        }
        if (row.delivered() == null && !rule.undelivered()) {
            return;
        }
        try {
            row.due(endOfPeriod(calendar, countedFrom(row), Objects.requireNonNull(row.budget())));
        } catch (BeyondCalendar e) {
            row.due(null);
        }
        scheduleReminder(row, rule, calendar, countedFrom(row));
    }

    /** Start of the time that counts: the delivery, or the creation if there was none. */
    public static Instant countedFrom(InquiryEntity row) {
        return row.delivered() == null ? row.asked() : row.delivered();
    }

    /** Sets the next reminder: the first that was not sent and is later than {@code now}. Undelivered inquiries have no reminders. */
    public static void scheduleReminder(InquiryEntity row, AgencyRule rule, WorkingCalendar calendar, Instant now) {
        Instant next = null;
        if (row.delivered() != null && row.due() != null) {
            List<String> before = rule.reminders();
            for (int i = row.reminders(); i < before.size() && next == null; i++) {
                Instant at = reminderTime(calendar, row.due(), before.get(i));
                next = at != null && at.isAfter(now) ? at : null;
            }
        }
        row.remindAt(next);
    }

    /** Number of the rule's reminders that are due at {@code now}. */
    public static int countDueReminders(InquiryEntity row, AgencyRule rule, WorkingCalendar calendar, Instant now) {
        int reached = 0;
        for (String before : rule.reminders()) {
            Instant at = reminderTime(calendar, Objects.requireNonNull(row.due()), before);
            reached += at != null && !at.isAfter(now) ? 1 : 0;
        }
        return reached;
    }

    /** The latest deadline to which a delivered inquiry may be extended by all extensions together. */
    public static Instant latest(InquiryEntity row, AgencyRule rule, WorkingCalendar calendar) {
        try {
            Instant first = endOfPeriod(
                            calendar, Objects.requireNonNull(row.delivered()), Objects.requireNonNull(row.budget()))
                    .plusMillis(row.downtimeMs());
            return endOfPeriod(calendar, first, Objects.requireNonNull(rule.extension()));
        } catch (BeyondCalendar e) {
            // working days are unknown after the calendar's end
            return calendar.last().atStartOfDay();
        }
    }

    /**
     * The end of a period.
     *
     * @param budget plain time such as {@code PT24H}, or working time such as {@code 2d 4h}, see {@link AgencyRule}
     * @throws BeyondCalendar if the calendar does not reach that far
     */
    public static Instant endOfPeriod(WorkingCalendar calendar, Instant start, String budget) {
        return budget.startsWith(PLAIN)
                ? start.plus(Duration.parse(budget))
                : calendar.due(start, WorkingTime.parse(budget));
    }

    private static @Nullable Instant reminderTime(WorkingCalendar calendar, Instant due, String budget) {
        try {
            return budget.startsWith(PLAIN)
                    ? due.minus(Duration.parse(budget))
                    : calendar.latestStart(due, WorkingTime.parse(budget));
        } catch (BeyondCalendar e) {
            return null;
        }
    }
}
