package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The working calendar in force reaches a year ahead: beyond its last day no deadline can be counted, and no case that needs one is opened.
 * Only a warning: it is by the hub's own doors that the committee puts a longer one in force.
 */
@Component
public final class CalendarCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(CalendarCheck.class);
    private final Procedures procedures;
    private final Clock clock;

    @Activate
    public CalendarCheck(@Reference Procedures procedures) {
        this(procedures, Clock.system(PersianDate.TEHRAN));
    }

    CalendarCheck(Procedures procedures, Clock clock) {
        this.procedures = procedures;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "calendar";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        WorkingCalendar calendar;
        try {
            calendar = procedures.inForce().calendar();
        } catch (Refusal e) {
            // another check says that nothing is in force
            return List.of();
        }
        LocalDate last = calendar.last().toLocalDate();
        return last.isBefore(LocalDate.now(clock).plusYears(1))
                ? List.of(HealthWarning.of(
                        MESSAGES, "other/calendar", "", null, calendar.version(), calendar.last(), last))
                : List.of();
    }
}
