package city.pishkhan.archive.internal.fixity;

import city.pishkhan.api.cases.Papers;
import city.pishkhan.api.health.BacklogWatch;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.health.WorkCounter;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.archive.ArchiveFaults;
import city.pishkhan.persistence.Rounds;
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

/** Lets sheets be read again and copied on every node in turn, and tells what is not whole. */
@Component(
        service = {ArchiveFaults.class, HealthWatch.class, BacklogWatch.class, WorkCounter.class},
        immediate = true,
        configurationPid = "city.pishkhan.archive")
public final class FixityComponent implements ArchiveFaults, HealthWatch, BacklogWatch, WorkCounter {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Of the PID that the archive describes. */
    @interface Config {
        /** sheets that are read again in a second; 0 = as many as there must be for each in 90 days */
        double fixity_sheetsPerSecond() default 0;
    }

    private final SheetStore store;
    private final FixityRate rate;
    private final FixityRepository rows;
    private final FaultRepository faults;
    private final SheetEncryption encryption;
    private final FixityCycle cycle;
    private final SheetCopier copier;
    private final Rounds reading;
    private final Rounds copying;
    private Boolean placed;

    @Reference(
            target = "(store=copy)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetStore copy;

    /** @param papers their schema must be there first */
    @Activate
    public FixityComponent(
            @Reference Tx tx,
            @Reference(name = "store", target = "(store=files)") SheetStore store,
            @Reference HubJournal journal,
            @Reference Papers papers,
            @Reference SheetEncryption encryption,
            Config config) {
        this.store = store;
        rate = new FixityRate(config.fixity_sheetsPerSecond());
        rows = new FixityRepository(tx);
        faults = new FaultRepository(tx);
        copier = new SheetCopier(tx);
        this.encryption = encryption;
        cycle = new FixityCycle(tx, journal, rate, encryption, Clock.systemUTC());
        reading = new Rounds("archive-fixity", 1, () -> cycle.step(store, second()) > 0 ? 1 : 0).every(PAUSE);
        copying = new Rounds("archive-copy", SheetCopier.BATCH, this::copyNext).every(PAUSE);
    }

    /** Who sets both to the same store has no second copy. */
    private SheetStore second() {
        SheetStore now = copy;
        return now == store ? null : now;
    }

    private int copyNext() {
        SheetStore second = second();
        if (placed == null || placed != (second != null)) {
            copier.place(second != null);
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
        return rows.progress(rate, encryption.left());
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
            warnings.add(new HealthWarning(
                    "sheets-damaged",
                    "",
                    here.faults() + (here.faults() == 1 ? " sheet is" : " sheets are")
                            + " damaged or missing where sheets are stored",
                    here.since().toInstant(),
                    second() == null
                            ? "who asks for one is told 503 sheet.lost"
                            : "readers get the second copy's bytes, where it has them",
                    "pishkhan:archive-faults names them; a second copy (city.pishkhan.archive.copy.cfg.example) mends them by itself, else put"
                            + " the files of a backup in their places or scan them again"));
        }
        FaultRepository.Standing there = faults.standing(true);
        if (there.faults() > 0) {
            warnings.add(new HealthWarning(
                    "copies-damaged",
                    "",
                    there.faults() + " of the second copy's sheets are damaged or missing, and could not be mended yet",
                    there.since().toInstant(),
                    "what becomes damaged where it is stored could not be mended",
                    "pishkhan:archive-faults names them; see whether the copy's disk is well and has room"));
        }
        late(progress()).ifPresent(warnings::add);
        return warnings;
    }

    static Optional<HealthWarning> late(Progress now) {
        Instant due = now.begun().plus(FixityRate.LONGEST);
        boolean slow = now.sheetsPerSecond() * FixityRate.LONGEST.toSeconds() < now.estimated();
        if (!slow && Instant.now().isBefore(due)) {
            return Optional.empty();
        }
        return Optional.of(new HealthWarning(
                "fixity-late",
                "",
                slow
                        ? "at " + now.sheetsPerSecond() + " sheets a second " + now.estimated()
                                + " sheets are not read again within " + FixityRate.LONGEST.toDays() + " days"
                        : "sheets are being read again since " + now.begun() + ", and not all of them are",
                null,
                "damage is noticed late",
                "raise fixity.sheetsPerSecond in etc/city.pishkhan.archive.cfg, 0 = by how many there are"));
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
    public Duration patience() {
        return Duration.ofHours(1);
    }

    @Override
    public String effect() {
        return "sheets that came since are in one place only";
    }

    @Override
    public String remedy() {
        return "see whether the second copy (copy.target in etc/city.pishkhan.archive.cfg) can be written and has room";
    }

    @Override
    public String workName() {
        return "sheets-reread";
    }

    @Override
    public long workDone() {
        return cycle.read();
    }
}
