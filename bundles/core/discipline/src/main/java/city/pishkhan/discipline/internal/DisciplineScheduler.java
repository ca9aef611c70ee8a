package city.pishkhan.discipline.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.discipline.internal.DisciplineThresholds.Thresholds;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.persistence.PeriodicTask;
import java.time.Duration;
import java.time.LocalDate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Periodically counts events and archive queries, and raises a signal when a threshold is reached. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "city.pishkhan.discipline")
@Designate(ocd = DisciplineScheduler.Config.class)
public final class DisciplineScheduler {

    /** Thresholds at which the hub raises a signal for the Disciplinary Committee. */
    @ObjectClassDefinition(name = "Pishkhan discipline")
    public @interface Config {
        @AttributeDefinition(description = "Interval of checks, in seconds, 1 to 3600")
        int sweep_seconds() default 10;

        @AttributeDefinition(description = "Threshold of inquiries that an agency lets expire in a Persian month")
        int agency_late() default 20;

        @AttributeDefinition(description = "Threshold of cases that are sent back to an office in a Persian month")
        int office_sent_back() default 30;

        @AttributeDefinition(
                description = "Threshold of cases that an office opens or submits at odd hours in a Persian month")
        int office_odd_hours() default 1_000;

        @AttributeDefinition(
                description =
                        "Threshold of people who object to an office's use of their archive papers in a Persian month")
        int office_objections() default 5;

        @AttributeDefinition(
                description =
                        "Minimum number of archive queries of an office on one day to be reported; above it, the limit is three times the office's median day")
        int archive_min_queries() default 100;

        @AttributeDefinition(description = "Hour (Tehran, 0 to 23) at which odd hours begin")
        int odd_from() default 23;

        @AttributeDefinition(description = "Hour (Tehran, 0 to 23) at which odd hours end")
        int odd_until() default 5;
    }

    /** Minimum pause in seconds, because counting a day's archive queries reads all of them. */
    private static final int LEAST_RATE_PAUSE = 60;

    private final PeriodicTask signals;
    private final PeriodicTask rates;
    private final ArchiveRates archiveRates;

    /** Optional, because it is provided by the cases bundle, which may be absent. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Readings readings;

    @Activate
    public DisciplineScheduler(@Reference ComplaintRepository store, @Reference Journal journal, Config config) {
        DisciplineThresholds disciplineThresholds = new DisciplineThresholds(
                store,
                journal,
                new Thresholds(
                        config.agency_late(),
                        config.office_sent_back(),
                        config.office_odd_hours(),
                        config.office_objections(),
                        config.odd_from(),
                        config.odd_until()));
        archiveRates = new ArchiveRates(store, journal, config.archive_min_queries());
        disciplineThresholds.initialize();
        int pause = Math.max(1, Math.min(config.sweep_seconds(), 3_600));
        signals = PeriodicTask.of("discipline-signals", disciplineThresholds::countNewEntries)
                .startEvery(Duration.ofSeconds(pause));
        rates = PeriodicTask.of("discipline-archive", this::checkRates)
                .startEvery(Duration.ofSeconds(Math.max(pause, LEAST_RATE_PAUSE)));
    }

    private void checkRates() {
        Readings now = readings;
        if (now != null) {
            archiveRates.checkRates(now, LocalDate.now(PersianDate.TEHRAN));
        }
    }

    @Deactivate
    public void stop() {
        signals.close();
        rates.close();
    }
}
