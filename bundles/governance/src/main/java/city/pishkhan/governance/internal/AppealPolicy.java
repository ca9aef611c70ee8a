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

/**
 * What can be appealed against, and until when. The day of the signature does not count, and a last day on which the city is closed leaves
 * the next one that is open.
 */
final class AppealPolicy {
    private AppealPolicy() {}

    /**
     * A reinstatement burdens nobody, and against what the last committee decided there is no other.
     *
     * @param last who hears appeals
     */
    static boolean possible(Decision decision, List<String> last) {
        return decision.kind() == Kind.SANCTION
                && decision.state().equals("adopted")
                && !"reinstate".equals(decision.terms().measure())
                && !last.contains(decision.committee());
    }

    /** @param calendar empty while no rules are in force: then days are counted as they are */
    static LocalDate lastDay(Instant signed, Optional<WorkingCalendar> calendar) {
        LocalDate day = RegisterSnapshot.day(signed).plusDays(Committee.APPEAL_DAYS);
        while (closed(day, calendar)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static boolean closed(LocalDate day, Optional<WorkingCalendar> calendar) {
        return calendar.filter(
                        c -> c.covers(day.atStartOfDay(PersianDate.TEHRAN).toInstant()))
                .map(c -> c.kind(PersianDate.of(day)) == DayKind.CLOSED)
                .orElse(false);
    }
}
