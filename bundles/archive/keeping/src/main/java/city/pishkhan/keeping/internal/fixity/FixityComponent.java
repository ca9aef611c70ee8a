package city.pishkhan.keeping.internal.fixity;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.health.BacklogWatch;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.health.WorkCounter;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.keeping.ArchiveFaults;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Schedules the verification and copying of sheets and reports damaged sheets. The nodes take turns. */
@Component(
        service = {ArchiveFaults.class, HealthWatch.class, BacklogWatch.class, WorkCounter.class},
        immediate = true,
        configurationPid = "city.pishkhan.archive")
public final class FixityComponent implements ArchiveFaults, HealthWatch, BacklogWatch, WorkCounter {
    private static final Messages MESSAGES = Messages.of(FixityComponent.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** The part of the archive's configuration that this component reads. */
    @interface Config {
        /** sheets to verify per second; 0 = as many as needed to verify each sheet within 90 days */
        double fixity_sheetsPerSecond() default 0;
    }

    private final SheetStore store;
    private final FixityRate rate;
    private final FixityRepository rows;
    private final FaultRepository faults;
    private final FixityCycle cycle;
    private final SheetCopier copier;
    private final PeriodicTask reading;
    private final PeriodicTask copying;
    private Boolean placed;

    @Reference(
            target = "(store=copy)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetStore copy;

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public FixityComponent(
            @Reference Tx tx,
            @Reference(name = "store", target = "(store=files)") SheetStore store,
            @Reference HubJournal journal,
            @Reference Papers papers,
            Config config) {
        this.store = store;
        rate = new FixityRate(config.fixity_sheetsPerSecond());
        rows = new FixityRepository(tx);
        faults = new FaultRepository(tx);
        copier = new SheetCopier(tx);
        cycle = new FixityCycle(tx, journal, rate, Clock.systemUTC());
        reading = new PeriodicTask("archive-fixity", 1, () -> cycle.step(store, secondCopy()) > 0 ? 1 : 0)
                .startEvery(PAUSE);
        copying = new PeriodicTask("archive-copy", SheetCopier.BATCH, this::copyNext).startEvery(PAUSE);
    }

    /** Returns the second copy, or {@code null} if both references are the same store. */
    private SheetStore secondCopy() {
        SheetStore now = copy;
        return now == store ? null : now;
    }

    private int copyNext() {
        SheetStore second = secondCopy();
        if (placed == null || placed != (second != null)) {
            copier.setEnabled(second != null);
            placed = second != null;
        }
        return second == null ? 0 : copier.copy(store, second);
    }

    @Deactivate
    public void stop() {
        cycle.stop();
        reading.close();
        copying.close();
    }

    @Override
    public List<Fault> list(int limit) {
        return faults.newest(limit);
    }

    @Override
    public Progress progress() {
        return rows.progress(rate);
    }

    @Override
    public String name() {
        return "fixity";
    }

    @Override
    public List<HealthWarning> warnings() {
        List<HealthWarning> warnings = new ArrayList<>();
        FaultRepository.Standing here = faults.standing(false);
        if (here.faults() > 0) {
            warnings.add(HealthWarning.of(
                    MESSAGES,
                    secondCopy() == null ? "sheets-damaged" : "sheets-damaged/copied",
                    "",
                    here.since().toInstant(),
                    here.faults()));
        }
        FaultRepository.Standing copyFaults = faults.standing(true);
        if (copyFaults.faults() > 0) {
            warnings.add(HealthWarning.of(
                    MESSAGES, "copies-damaged", "", copyFaults.since().toInstant(), copyFaults.faults()));
        }
        latenessWarning(progress()).ifPresent(warnings::add);
        return warnings;
    }

    static Optional<HealthWarning> latenessWarning(Progress now) {
        Instant due = now.begun().plus(FixityRate.LONGEST);
        boolean slow = now.sheetsPerSecond() * FixityRate.LONGEST.toSeconds() < now.estimated();
        if (!slow && Instant.now().isBefore(due)) {
            return Optional.empty();
        }
        return Optional.of(HealthWarning.of(
                MESSAGES,
                slow ? "fixity-late/slow" : "fixity-late",
                "",
                null,
                now.begun(),
                now.sheetsPerSecond(),
                now.estimated(),
                FixityRate.LONGEST.toDays()));
    }

    @Override
    public String backlogName() {
        return "sheet-copies";
    }

    @Override
    public Backlog backlog() {
        return copier.backlog();
    }

    @Override
    public Duration longestWait() {
        return Duration.ofHours(1);
    }

    @Override
    public Text description() {
        return MESSAGES.text("backlog.sheet-copies");
    }

    @Override
    public Text effect() {
        return MESSAGES.text("backlog.sheet-copies/effect");
    }

    @Override
    public Text remedy() {
        return MESSAGES.text("backlog.sheet-copies/remedy");
    }

    @Override
    public String workName() {
        return "sheets-reread";
    }

    @Override
    public long workDone() {
        return cycle.verifiedCount();
    }
}
