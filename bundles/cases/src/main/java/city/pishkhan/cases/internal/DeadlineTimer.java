package city.pishkhan.cases.internal;

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

/** Looks at the deadlines from time to time. */
@Component(service = {}, immediate = true, configurationPid = "city.pishkhan.cases")
@Designate(ocd = DeadlineTimer.Config.class)
public final class DeadlineTimer {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineTimer.class);

    /** Settings of the engine. */
    @ObjectClassDefinition(name = "Pishkhan cases")
    public @interface Config {
        @AttributeDefinition(description = "Seconds between two looks at the agencies' deadlines, 1 to 60")
        int deadline_seconds() default 10;
    }

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "case-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public DeadlineTimer(@Reference Deadlines deadlines, Config config) {
        int pause = Math.max(1, Math.min(config.deadline_seconds(), 60));
        timer.scheduleWithFixedDelay(() -> quietly(deadlines), pause, pause, TimeUnit.SECONDS);
    }

    @Deactivate
    public void stop() {
        timer.shutdownNow();
    }

    private static void quietly(Deadlines deadlines) {
        try {
            deadlines.sweep(Instant.now());
        } catch (RuntimeException e) {
            LOG.warn("Deadlines are looked at later: {}", e.toString());
        }
    }
}
