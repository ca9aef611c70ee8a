package city.pishkhan.archive.internal.ingest;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.SheetQuarantine.Entry;
import city.pishkhan.archive.internal.examination.PdfComparison;
import city.pishkhan.archive.internal.examination.SheetCheck;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.ingest.ExaminationRepository.Due;
import city.pishkhan.archive.internal.personal.StoredSheets;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Examines uploaded sheets on every node. Parses PDFs that arrived while the parser was busy, and scans sheets that arrived while the
 * malware scanner was unavailable. Decodes all other sheets within a limited share of CPU time. Also prepares the pictures that viewers
 * request first. Each sheet is claimed by one node. If that node crashes, another node claims the sheet after ten minutes.
 */
@Component(service = HealthWatch.class, immediate = true, configurationPid = "city.pishkhan.archive")
public final class ExaminationScheduler implements HealthWatch {
    private static final Messages MESSAGES = Messages.of(ExaminationScheduler.class);
    private static final Logger LOG = LoggerFactory.getLogger(ExaminationScheduler.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int BATCH = 16;
    private static final long WHOLE = 100;

    private final Tx tx;
    private final StoredSheets sheets;
    private final PictureMaker maker;
    private final HubJournal journal;
    private final SheetExaminer examiner;
    private final PeriodicTask rounds;
    private long decodesFrom = System.nanoTime();
    private volatile List<HealthWarning> warnings = List.of();

    /** Optional service that renders sheets; without it, no pictures are prepared. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetImages images;

    private enum Verdict {
        GOOD,
        BAD,
        NONE_NOW
    }

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public ExaminationScheduler(
            @Reference Tx tx,
            @Reference StoredSheets sheets,
            @Reference PictureMaker maker,
            @Reference HubJournal journal,
            @Reference SheetExaminer examiner,
            @Reference Papers papers) {
        this(tx, sheets, maker, journal, examiner);
        rounds.startEvery(PAUSE);
    }

    private ExaminationScheduler(
            Tx tx, StoredSheets sheets, PictureMaker maker, HubJournal journal, SheetExaminer examiner) {
        this.tx = tx;
        this.sheets = sheets;
        this.maker = maker;
        this.journal = journal;
        this.examiner = examiner;
        rounds = PeriodicTask.of("archive-examination", this::runBatch);
    }

    /**
     * Creates a scheduler that runs only when {@link #runBatch} is called.
     *
     * @param images pictures of sheets, or {@code null} to prepare none
     */
    public static ExaminationScheduler unscheduled(
            Tx tx,
            StoredSheets sheets,
            PictureMaker maker,
            SheetImages images,
            HubJournal journal,
            SheetExaminer examiner) {
        ExaminationScheduler made = new ExaminationScheduler(tx, sheets, maker, journal, examiner);
        made.images = images;
        return made;
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    /** Examines a batch of due sheets, then journals the sheets that were quarantined here or at upload. */
    public void runBatch() {
        boolean decode = examiner.percent() > 0 && System.nanoTime() - decodesFrom >= 0;
        long before = System.nanoTime();
        List<Due> due = tx.separate(sql -> ExaminationRepository.claim(sql, decode, BATCH));
        if (!due.isEmpty()) {
            examine(due);
        }
        long spent = System.nanoTime() - before;
        if (decode) {
            decodesFrom = System.nanoTime() + spent * (WHOLE - examiner.percent()) / examiner.percent();
        }
        journalQuarantined();
    }

    private void examine(List<Due> due) {
        List<Long> left = new ArrayList<>(due.stream().map(Due::id).toList());
        List<Long> done = new ArrayList<>();
        // kinds of examination that are unavailable now; other kinds continue, e.g. PDFs are parsed without a malware
        // scanner
        Set<Due.Kind> unavailableKinds = EnumSet.noneOf(Due.Kind.class);
        Due current = null;
        try {
            for (Due one : due) {
                current = one;
                if (unavailableKinds.contains(one.kind())) {
                    continue;
                }
                if (tryExamine(one)) {
                    left.remove(one.id());
                    done.add(one.id());
                } else {
                    unavailableKinds.add(one.kind());
                }
            }
        } catch (RuntimeException e) {
            // a failed examination is retried after ten minutes, so that it does not block the examination of other
            // sheets
            left.remove(Objects.requireNonNull(current).id());
            throw e;
        } finally {
            tx.separate(sql -> {
                ExaminationRepository.finish(sql, done, left);
                return null;
            });
        }
    }

    /**
     * Examines a claimed sheet.
     *
     * @return {@code false} if no further sheet of this kind of examination should be tried now
     */
    private boolean tryExamine(Due due) {
        try {
            Verdict verdict =
                    switch (due.kind()) {
                        case PARSE -> parse(due);
                        case SCAN -> scan(due);
                        case DECODE -> decode(due);
                    };
            return verdict != Verdict.NONE_NOW;
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
            return true; // the sheet was erased or swept after it was claimed
        }
    }

    /** Parses a PDF with the same checks as at upload. */
    private Verdict parse(Due due) {
        try (InputStream content = sheets.openStoredForExamination(due.sha256())) {
            byte[] pdf = content.readAllBytes();
            PdfComparison.require(
                    new SheetCheck(SheetLimits.none()).inspect(ByteBuffer.wrap(pdf)),
                    examiner.structure(() -> new ByteArrayInputStream(pdf)));
            return Verdict.GOOD;
        } catch (Refusal e) {
            return putInQuarantine(due, QuarantineRepository.ACTIVE, e.english());
        } catch (PictureFailure e) {
            return e.reason() == PictureFailure.FailureReason.BUSY
                    ? Verdict.NONE_NOW
                    : putInQuarantine(due, QuarantineRepository.ACTIVE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Verdict scan(Due due) {
        if (!examiner.isScanning()) {
            return Verdict.GOOD;
        }
        Optional<String> found;
        try {
            found = examiner.scan(() -> open(due));
        } catch (IOException e) {
            return Verdict.NONE_NOW;
        }
        return found.map(malware -> putInQuarantine(due, QuarantineRepository.MALWARE, malware))
                .orElse(Verdict.GOOD);
    }

    private Verdict decode(Due due) {
        PictureMaker.Source source =
                new PictureMaker.Source(due.sha256(), due.type().mediaType(), () -> open(due));
        int page = 0;
        int pages = 0;
        try {
            pages = maker.pages(source).size();
            for (; page < pages; page++) {
                maker.decode(source, page);
            }
            preparePictures(due);
            return Verdict.GOOD;
        } catch (PictureFailure e) {
            return switch (e.reason()) {
                case BUSY -> Verdict.NONE_NOW;
                case UNREADABLE ->
                    putInQuarantine(
                            due,
                            QuarantineRepository.UNREADABLE,
                            pages > 1
                                    ? "page " + (page + 1) + " of " + pages + ": " + e.getMessage()
                                    : String.valueOf(e.getMessage()));
                case TOO_MUCH -> {
                    // a sheet that is too large to decode is accepted, because it is not necessarily damaged
                    LOG.info("Sheet {} was not fully decoded: {}", due.sha256(), e.getMessage());
                    yield Verdict.GOOD;
                }
            };
        }
    }

    /** Prepares the pictures of a sheet in advance; pictures that are still missing are created on demand. */
    private void preparePictures(Due due) {
        SheetImages prepared = images;
        if (prepared == null) {
            return;
        }
        try {
            prepared.prerender(new SheetImages.Sheet(due.sha256(), due.type().mediaType(), due.personal()));
        } catch (Refusal e) {
            LOG.debug("No previews are made in advance of sheet {}", due.sha256(), e);
        }
    }

    private InputStream open(Due due) {
        try {
            return sheets.openForExamination(due.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Verdict putInQuarantine(Due due, String reason, String detail) {
        return tx.separate(sql -> {
            if (QuarantineRepository.isReleased(sql, due.sha256())) {
                return Verdict.GOOD;
            }
            String source = QuarantineRepository.source(sql, due.sha256());
            QuarantineRepository.add(sql, due.sha256(), due.type(), reason, detail, source);
            return Verdict.BAD;
        });
    }

    private void journalQuarantined() {
        for (Entry entry : tx.<List<Entry>>separate(QuarantineRepository::listUnjournaled)) {
            LOG.warn(
                    "Sheet {} of {} is in quarantine: {}, {}",
                    entry.sha256(),
                    entry.source(),
                    entry.reason(),
                    entry.detail());
            journal.record(
                    "sheet.quarantined",
                    Caller.HUB,
                    Map.of("sheet", entry.sha256(), "reason", entry.reason(), "source", entry.source()));
            tx.separate(sql -> {
                QuarantineRepository.markJournaled(sql, entry.sha256());
                return null;
            });
        }
        warnings = Stream.of(quarantineWarning(), scannerWarning())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<HealthWarning> quarantineWarning() {
        List<Entry> kept = tx.separate(QuarantineRepository::listUndecided);
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(HealthWarning.of(
                        MESSAGES,
                        "sheets-quarantined",
                        "",
                        kept.get(0).found(),
                        kept.size(),
                        kept.get(0).found()));
    }

    private Optional<HealthWarning> scannerWarning() {
        Instant since = examiner.unavailableSince();
        return since == null
                ? Optional.empty()
                : Optional.of(HealthWarning.of(
                        MESSAGES,
                        examiner.canDeferScan() ? "malware-scanner-away/later" : "malware-scanner-away",
                        "",
                        since));
    }

    @Override
    public String name() {
        return "quarantine";
    }

    @Override
    public List<HealthWarning> warnings() {
        return warnings;
    }
}
