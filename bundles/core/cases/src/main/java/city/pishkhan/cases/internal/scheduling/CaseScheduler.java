package city.pishkhan.cases.internal.scheduling;

import city.pishkhan.cases.internal.handover.HandoverExecutor;
import city.pishkhan.cases.internal.inquiries.AgencyControls;
import city.pishkhan.cases.internal.inquiries.CalendarChange;
import city.pishkhan.cases.internal.inquiries.Deadlines;
import city.pishkhan.cases.internal.inquiries.InquiryRedelivery;
import city.pishkhan.persistence.PeriodicTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Periodic tasks of cases: deadlines, repeated dispatch, holds, handovers and calendar changes. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "city.pishkhan.cases")
@Designate(ocd = CaseScheduler.Config.class)
public final class CaseScheduler {

    /** Configuration of the periodic tasks, PID {@code city.pishkhan.cases}. */
    @ObjectClassDefinition(name = "Pishkhan cases")
    public @interface Config {
        @AttributeDefinition(description = "Interval of checks of the agencies' deadlines, in seconds, 1 to 60")
        int deadline_seconds() default 10;
    }

    private static final Duration EMISSION = Duration.ofMillis(500);
    private static final Duration PAUSES = Duration.ofSeconds(1);
    private static final Duration CALENDAR = Duration.ofSeconds(60);
    private static final Duration STANDING = Duration.ofSeconds(2);

    private final List<PeriodicTask> tasks;

    @Activate
    public CaseScheduler(
            @Reference Deadlines deadlines,
            @Reference InquiryRedelivery inquiryRedelivery,
            @Reference CalendarChange calendar,
            @Reference HoldScheduler holdScheduler,
            @Reference HandoverExecutor handovers,
            @Reference MonthScheduler months,
            @Reference PersonalFactScheduler personalFacts,
            @Reference AgencyControls pauses,
            Config config) {
        int pause = Math.max(1, Math.min(config.deadline_seconds(), 60));
        tasks = List.of(
                schedule("case-deadlines", Duration.ofSeconds(pause), deadlines::sweep),
                schedule("case-inquiries", EMISSION, inquiryRedelivery::sweep),
                schedule("case-agencies", PAUSES, now -> pauses.sweep()),
                schedule("case-calendar", CALENDAR, calendar::sweep),
                schedule("case-months", CALENDAR, months::sweep),
                schedule("case-personal-facts", CALENDAR, personalFacts::sweep),
                schedule("case-handovers", STANDING, handovers::sweep),
                schedule("case-holds", STANDING, holdScheduler::sweep));
    }

    private static PeriodicTask schedule(String name, Duration pause, Consumer<Instant> sweep) {
        return PeriodicTask.of(name, () -> sweep.accept(Instant.now())).startEvery(pause);
    }

    @Deactivate
    public void stop() {
        tasks.forEach(PeriodicTask::close);
    }
}
