package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.identifiers.OfficeHours.DayKind;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules for appeals: which decisions can be appealed, and until which day. The day of the signature does not count. If the city is
 * closed on the last day, the period ends on the next open day.
 */
final class AppealPolicy {
    private AppealPolicy() {}

    /**
     * Returns {@code true} if a decision can be appealed. Reinstatements cannot, because they burden no party. Neither can
     * decisions of the committee that hears appeals.
     *
     * @param last names of the committees that hear appeals
     */
    static boolean isAppealable(Decision decision, List<String> last) {
        return decision.kind() == Kind.SANCTION
                && decision.state().equals("adopted")
                && !"reinstate".equals(decision.terms().measure())
                && !last.contains(decision.committee());
    }

    /**
     * Returns the last day for an appeal.
     *
     * @param calendar empty while no rules are in force; closed days are then ignored
     */
    static LocalDate lastDay(@Nullable Instant signed, Optional<WorkingCalendar> calendar) {
        LocalDate day = RegisterSnapshot.day(signed).plusDays(Committee.APPEAL_DAYS);
        while (isClosedDay(day, calendar)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static boolean isClosedDay(LocalDate day, Optional<WorkingCalendar> calendar) {
        return calendar.filter(
                        c -> c.isCovered(day.atStartOfDay(PersianDate.TEHRAN).toInstant()))
                .map(c -> c.kind(PersianDate.of(day)) == DayKind.CLOSED)
                .orElse(false);
    }
}
