package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.discipline.internal.DisciplineThresholds.Thresholds;
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

/** Looks for signals and for outcomes, from time to time. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "city.pishkhan.discipline")
@Designate(ocd = DisciplineScheduler.Config.class)
public final class DisciplineScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(DisciplineScheduler.class);

    /** When the hub itself brings something before the Disciplinary Committee. */
    @ObjectClassDefinition(name = "Pishkhan discipline")
    public @interface Config {
        @AttributeDefinition(description = "Seconds between two looks, 1 to 3600")
        int look_seconds() default 10;

        @AttributeDefinition(description = "Inquiries of a Persian month whose time an agency let run out")
        int agency_late() default 20;

        @AttributeDefinition(description = "Cases of a Persian month that were sent back to an office")
        int office_sent_back() default 30;

        @AttributeDefinition(description = "Cases of a Persian month that an office opened or submitted at odd hours")
        int office_odd_hours() default 1_000;

        @AttributeDefinition(description = "Hour (Tehran, 0 to 23) at which odd hours begin")
        int odd_from() default 23;

        @AttributeDefinition(description = "Hour (Tehran, 0 to 23) at which they end")
        int odd_until() default 5;
    }

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "discipline-timer");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public DisciplineScheduler(
            @Reference MatterRepository store,
            @Reference Journal journal,
            @Reference Committee committee,
            Config config) {
        DisciplineThresholds disciplineThresholds = new DisciplineThresholds(
                store,
                journal,
                new Thresholds(
                        config.agency_late(),
                        config.office_sent_back(),
                        config.office_odd_hours(),
                        config.odd_from(),
                        config.odd_until()));
        MatterOutcomes matterOutcomes = new MatterOutcomes(store, committee, journal);
        disciplineThresholds.begin();
        int pause = Math.max(1, Math.min(config.look_seconds(), 3_600));
        timer.scheduleWithFixedDelay(
                () -> {
                    quietly(matterOutcomes::look);
                    quietly(disciplineThresholds::follow);
                },
                pause,
                pause,
                TimeUnit.SECONDS);
    }

    @Deactivate
    public void stop() {
        timer.shutdownNow();
    }

    private static void quietly(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.warn("A look at matters of discipline is repeated later: {}", e.toString());
        }
    }
}
