package city.pishkhan.keeping.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.sheets.PaperOwners;
import city.pishkhan.archive.sheets.SheetIntake;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.keeping.ArchiveImport;
import city.pishkhan.keeping.ArchiveImportReport;
import city.pishkhan.keeping.internal.bags.BagCheck;
import city.pishkhan.keeping.internal.imports.ByteRate;
import city.pishkhan.keeping.internal.imports.ManifestImport;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the import of archives. */
@Component(service = ArchiveImport.class, configurationPid = "city.pishkhan.archive")
public final class ArchiveImportComponent implements ArchiveImport {
    private static final Set<String> SOURCES = IntStream.rangeClosed(1, RenovationCode.DISTRICTS)
            .mapToObj(Integer::toString)
            .collect(Collectors.toSet());

    /** The part of the archive's configuration that this component reads. */
    @interface Config {
        /** megabytes of files per second that an import may read; 0 = no limit */
        int import_megabytesPerSecond() default 20;
    }

    private final Tx tx;
    private final SheetStore store;
    private final SheetIntake intake;
    private final PaperOwners owners;
    private final HubJournal journal;
    private final long bytesPerSecond;
    private final int step;

    /** @param papers not used; ensures that the schema is migrated and the kinds of papers exist */
    @Activate
    public ArchiveImportComponent(
            @Reference Tx tx,
            @Reference(name = "store") SheetStore store,
            @Reference SheetIntake intake,
            @Reference PaperOwners owners,
            @Reference HubJournal journal,
            @Reference Papers papers,
            Config config) {
        this(tx, store, intake, owners, journal, config.import_megabytesPerSecond(), ManifestImport.STEP);
    }

    ArchiveImportComponent(
            Tx tx,
            SheetStore store,
            SheetIntake intake,
            PaperOwners owners,
            HubJournal journal,
            int megabytesPerSecond,
            int step) {
        this.tx = tx;
        this.store = store;
        this.intake = intake;
        this.owners = owners;
        this.journal = journal;
        this.bytesPerSecond = (long) megabytesPerSecond << 20;
        this.step = step;
    }

    @Override
    public ArchiveImportReport run(
            Caller operator,
            Path manifest,
            String source,
            Path report,
            boolean restart,
            Consumer<ArchiveImportReport> progress) {
        if (!operator.isOperator()) {
            throw Refusal.forbidden("access.forbidden/forbidden");
        }
        if (!SOURCES.contains(source) && !HEAD.equals(source)) {
            throw Refusal.invalid("archive-import.source", "source", source, RenovationCode.DISTRICTS);
        }
        Path rows = Files.isDirectory(manifest) ? checkBag(manifest, report) : manifest;
        return new ManifestImport(tx, store, intake, owners, bytesPerSecond, step, journal(operator))
                .run(operator.principal(), rows, source, report, restart, progress);
    }

    /** Checks a folder as a bag, at the configured rate of imports. */
    private Path checkBag(Path bag, Path report) {
        ByteRate rate = new ByteRate(bytesPerSecond, System::nanoTime);
        return BagCheck.requireValid(
                bag,
                bytes -> {
                    try {
                        rate.acquire(bytes);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw Refusal.conflict("archive-import.interrupted");
                    }
                },
                report);
    }

    private ManifestImport.ImportJournal journal(Caller operator) {
        return new ManifestImport.ImportJournal() {
            @Override
            public void recordBegin(Map<String, ?> details) {
                journal.record("archive-import.begun", operator, details);
            }

            @Override
            public void recordEnd(Map<String, ?> figures) {
                journal.record("archive-import.ended", operator, figures);
            }
        };
    }
}
