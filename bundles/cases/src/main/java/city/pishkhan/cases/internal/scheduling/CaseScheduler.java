package city.pishkhan.cases.internal.scheduling;

import city.pishkhan.cases.internal.handover.HandoverExecutor;
import city.pishkhan.cases.internal.inquiries.CalendarChange;
import city.pishkhan.cases.internal.inquiries.Deadlines;
import city.pishkhan.cases.internal.inquiries.InquiryRedelivery;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at deadlines, at what is to be sent again and at what an office may not finish, from time to time. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "city.pishkhan.cases")
@Designate(ocd = CaseScheduler.Config.class)
public final class CaseScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(CaseScheduler.class);

    /** Settings of the engine. */
    @ObjectClassDefinition(name = "Pishkhan cases")
    public @interface Config {
        @AttributeDefinition(description = "Seconds between two looks at the agencies' deadlines, 1 to 60")
        int deadline_seconds() default 10;
    }

    private static final long EMISSION_MS = 500;
    private static final long CALENDAR_SECONDS = 60;
    private static final long STANDING_SECONDS = 2;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "case-timers");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public CaseScheduler(
            @Reference Deadlines deadlines,
            @Reference InquiryRedelivery inquiryRedelivery,
            @Reference CalendarChange calendar,
            @Reference HoldScheduler holdScheduler,
            @Reference HandoverExecutor handovers,
            @Reference MonthScheduler months,
            Config config) {
        int pause = Math.max(1, Math.min(config.deadline_seconds(), 60));
        timer.scheduleWithFixedDelay(
                () -> quietly(() -> deadlines.sweep(Instant.now())), pause, pause, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                () -> quietly(() -> inquiryRedelivery.sweep(Instant.now())),
                EMISSION_MS,
                EMISSION_MS,
                TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(
                () -> {
                    quietly(() -> calendar.sweep(Instant.now()));
                    quietly(() -> months.sweep(Instant.now()));
                },
                CALENDAR_SECONDS,
                CALENDAR_SECONDS,
                TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                () -> {
                    quietly(() -> handovers.sweep(Instant.now()));
                    quietly(() -> holdScheduler.sweep(Instant.now()));
                },
                STANDING_SECONDS,
                STANDING_SECONDS,
                TimeUnit.SECONDS);
    }

    @Deactivate
    public void stop() {
        timer.shutdownNow();
    }

    private static void quietly(Runnable sweep) {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            LOG.warn("A sweep is done later: {}", e.toString());
        }
    }
}
