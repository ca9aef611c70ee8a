package city.pishkhan.archive.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.ArchiveImport;
import city.pishkhan.archive.ArchiveImportReport;
import city.pishkhan.archive.internal.bags.BagCheck;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.imports.ByteRate;
import city.pishkhan.archive.internal.imports.ManifestImport;
import city.pishkhan.archive.internal.personal.PersonVaults;
import city.pishkhan.identifiers.RenovationCode;
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

    private final Tx tx;
    private final SheetStore store;
    private final HubJournal journal;
    private final SheetLimits limits;
    private final long bytesPerSecond;
    private final int step;
    private final ManifestImport.Owners owners;
    private final PersonVaults vaults;

    /** @param papers not used; ensures that the schema is migrated and the kinds of papers exist */
    @Activate
    public ArchiveImportComponent(
            @Reference Tx tx,
            @Reference(name = "store") SheetStore store,
            @Reference PersonKeys keys,
            @Reference Vault vault,
            @Reference HubJournal journal,
            @Reference Papers papers,
            ArchiveComponent.Config config) {
        this(tx, store, keys, vault, journal, config, ManifestImport.STEP);
    }

    ArchiveImportComponent(
            Tx tx,
            SheetStore store,
            PersonKeys keys,
            Vault vault,
            HubJournal journal,
            ArchiveComponent.Config config,
            int step) {
        this.step = step;
        this.vaults = new PersonVaults(tx, vault);
        this.tx = tx;
        this.store = store;
        this.journal = journal;
        this.limits = new SheetLimits(config.max_bytes(), config.max_pixels(), config.max_pages());
        this.bytesPerSecond = (long) config.import_megabytesPerSecond() << 20;
        PersonSheets persons = new PersonSheets(keys::opaque);
        PaperKinds kinds = new PaperKinds(config.title_kinds(), config.identity_kinds(), config.case_kinds());
        this.owners = new ManifestImport.Owners() {
            @Override
            public String person(String id) {
                return persons.opaque(id);
            }

            @Override
            public Boolean ofPerson(String kind) {
                return kinds.find(kind)
                        .filter(owner -> owner != PaperKinds.Owner.CASE)
                        .map(owner -> owner == PaperKinds.Owner.PERSON)
                        .orElse(null);
            }
        };
    }

    @Override
    public ArchiveImportReport run(
            Caller operator,
            Path manifest,
            String source,
            Path report,
            boolean anew,
            Consumer<ArchiveImportReport> progress) {
        if (!operator.operator()) {
            throw Refusal.forbidden("access.forbidden/forbidden");
        }
        if (!SOURCES.contains(source) && !HEAD.equals(source)) {
            throw Refusal.invalid("archive-import.source", "source", source, RenovationCode.DISTRICTS);
        }
        Path rows = Files.isDirectory(manifest) ? checked(manifest, report) : manifest;
        return new ManifestImport(
                        tx,
                        store,
                        limits,
                        owners,
                        vaults,
                        SheetLock.keep(":all"),
                        bytesPerSecond,
                        step,
                        journal(operator))
                .run(operator.principal(), rows, source, report, anew, progress);
    }

    /** Checks a folder as a bag, at the configured rate of imports. */
    private Path checked(Path bag, Path report) {
        ByteRate rate = new ByteRate(bytesPerSecond, System::nanoTime);
        return BagCheck.whole(
                bag,
                bytes -> {
                    try {
                        rate.take(bytes);
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
            public void begun(Map<String, ?> details) {
                journal.record("archive-import.begun", operator, details);
            }

            @Override
            public void ended(Map<String, ?> figures) {
                journal.record("archive-import.ended", operator, figures);
            }
        };
    }
}
