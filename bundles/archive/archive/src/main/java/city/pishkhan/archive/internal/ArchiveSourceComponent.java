package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.ArchiveSources;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.ingest.UploadExamination;
import city.pishkhan.archive.internal.sources.SourceRegister;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.ArchiveSource;
import city.pishkhan.spi.SheetStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Publishes access to external archives. */
@Component(
        service = {ArchiveSources.class, HealthWatch.class},
        configurationPid = "city.pishkhan.archive")
public final class ArchiveSourceComponent implements ArchiveSources, HealthWatch {

    /** Registered sources. The reference is dynamic, so that sources can come and go without a restart of the archive. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<ArchiveSource> sources = List.of();

    private final SourceRegister register;

    /** @param papers not used; ensures that the schema is migrated and the kinds of papers exist */
    @Activate
    public ArchiveSourceComponent(
            @Reference Tx tx,
            @Reference(name = "store") SheetStore store,
            @Reference HubJournal journal,
            @Reference SheetExaminer examiner,
            @Reference Papers papers,
            ArchiveComponent.Config config) {
        PaperKinds kinds = new PaperKinds(config.title_kinds(), config.identity_kinds(), config.case_kinds());
        register = new SourceRegister(
                tx,
                store,
                journal,
                new UploadExamination(tx, examiner),
                SheetLock::lockShared,
                () -> sources,
                new SourceRegister.Settings(
                        Duration.ofHours(Math.max(1, config.sources_keepHours())),
                        Duration.ofMillis(Math.max(0, config.sources_waitMs())),
                        kinds.kindsOf(PaperKinds.Owner.PROPERTY),
                        new SheetLimits(config.max_bytes(), config.max_pixels(), config.max_pages())),
                Clock.systemUTC());
    }

    @Deactivate
    public void stop() {
        register.close();
    }

    @Override
    public boolean hasSources() {
        return register.hasSources();
    }

    @Override
    public SourceOffers queryOffers(String property, Set<String> kinds, boolean waits) {
        return register.queryOffers(property, kinds, waits);
    }

    @Override
    public void fetch(Caller office, UUID caseId, String property, Set<String> kinds, String sha256) {
        register.fetch(office, caseId, property, kinds, sha256);
    }

    @Override
    public String name() {
        return "archive-sources";
    }

    @Override
    public List<HealthWarning> warnings() {
        return register.warnings();
    }
}
