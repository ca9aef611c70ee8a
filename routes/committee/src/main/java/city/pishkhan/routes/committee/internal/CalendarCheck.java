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
 * Warns if the working calendar in force ends within a year. Deadlines beyond its last day cannot be computed, and cases that need one
 * cannot be opened. Only a warning, because the committee uses the hub itself to adopt a longer calendar.
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
            // no rules are in force; GovernanceCheck reports this
            return List.of();
        }
        LocalDate last = calendar.last().toLocalDate();
        return last.isBefore(LocalDate.now(clock).plusYears(1))
                ? List.of(HealthWarning.of(
                        MESSAGES, "other/calendar", "", null, calendar.version(), calendar.last(), last))
                : List.of();
    }
}
