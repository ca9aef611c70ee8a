package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetLimit;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.ingest.UploadExamination;
import city.pishkhan.archive.internal.personal.PersonVaults;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.archive.internal.personal.StoredSheets;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Publishes the archive's services for papers and runs the schema migration. */
@Component(
        service = {Papers.class, Erasable.class, SheetLimit.class},
        configurationPid = "city.pishkhan.archive")
@Designate(ocd = ArchiveComponent.Config.class)
public final class ArchiveComponent implements Papers, Erasable, SheetLimit {

    @ObjectClassDefinition(name = "Pishkhan archive")
    public @interface Config {

        @AttributeDefinition(description = "maximum size of a sheet, in bytes; also limits the size of request bodies")
        long max_bytes() default 25 << 20;

        @AttributeDefinition(description = "maximum number of pixels of one page of an image")
        long max_pixels() default 150_000_000;

        @AttributeDefinition(description = "maximum number of pages of a sheet")
        int max_pages() default 500;

        @AttributeDefinition(description = "kinds of papers that are archived under the property, comma-separated")
        String title_kinds() default "deed,location-map,renovation-receipt,utility-bill";

        @AttributeDefinition(description = "kinds of papers that are archived under the person, comma-separated")
        String identity_kinds() default "national-card,birth-certificate,proxy";

        @AttributeDefinition(description = "kinds of papers that are stored for their case only, comma-separated")
        String case_kinds() default "request-form,plan,inspection-photo,archive-consent,original-receipt";

        @AttributeDefinition(description = "maximum size of a photo of a violation report, in bytes, up to max.bytes")
        long photo_bytes() default 8 << 20;

        @AttributeDefinition(
                description =
                        "megabytes of files per second that an import may read while the hub serves requests; 0 = no limit")
        int import_megabytesPerSecond() default 20;

        @AttributeDefinition(description = "where the sheets lie: (store=files) or (store=s3)")
        String store_target() default "(store=files)";

        @AttributeDefinition(
                description =
                        "where the second copy of sheets lies, if there is one: (store=copy), a folder, or (store=s3); not where the sheets lie")
        String copy_target() default "(store=copy)";

        @AttributeDefinition(
                description =
                        "sheets per second that are read again and compared with their hashes; 0 = enough to read every sheet within 90 days")
        double fixity_sheetsPerSecond() default 0;

        @AttributeDefinition(
                description = "minutes between two roots of the hash tree of sheets in the journal, 1 or more")
        int tree_minutes() default 10;

        @AttributeDefinition(
                description = "hours after which an external archive is queried again about a property, 1 or more")
        int sources_keepHours() default 24;

        @AttributeDefinition(
                description =
                        "milliseconds that a query of the archive's holdings waits for external archives; opening a case does not wait")
        int sources_waitMs() default 2_000;

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description =
                        "key of the index of persons, env:NAME or file:/path; empty = generated and kept in key.folder")
        String key() default "";

        @AttributeDefinition(description = "folder of generated keys; empty = archive-keys under the data folder")
        String key_folder() default "";
    }

    private final PapersArchive archive;
    private final long largest;

    @Activate
    public ArchiveComponent(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference SheetStore store,
            @Reference SheetReader reader,
            @Reference Vault vault,
            @Reference PersonKeys keys,
            @Reference SheetExaminer examiner,
            Config config) {
        schemas.migrate(ArchiveComponent.class, "archive");
        largest = config.max_bytes();
        archive = new PapersArchive(
                tx,
                store,
                new StoredSheets(tx, reader, vault),
                new PersonVaults(tx, vault),
                new PersonSheets(keys::digest),
                new PaperKinds(config.title_kinds(), config.identity_kinds(), config.case_kinds()),
                new SheetLimits(config.max_bytes(), config.max_pixels(), config.max_pages()),
                new UploadNames(vault),
                new UploadExamination(tx, examiner));
    }

    @Override
    public long bytes() {
        return largest;
    }

    @Override
    public void erase(UUID person, String nationalId, List<UUID> cases) {
        archive.erase(nationalId, cases);
    }

    @Override
    public void requireErasable(String nationalId) {
        archive.requireErasable(nationalId);
    }

    @Override
    public List<Sheet> findForPurpose(Caller office, Purpose purpose) {
        return archive.findForPurpose(office, purpose);
    }

    @Override
    public Deposit deposit(Caller office, String kind, @Nullable String owner, Supplier<InputStream> content) {
        return archive.deposit(office, kind, owner, content);
    }

    @Override
    public List<Sheet> register(Caller office, UUID caseId, String service, List<NewSheet> sheets) {
        return archive.register(office, caseId, service, sheets);
    }

    @Override
    public UsableSheet requireUsable(Caller office, UUID caseId, Purpose purpose, String sha256) {
        return archive.requireUsable(office, caseId, purpose, sha256);
    }

    @Override
    public boolean isPersonal(String kind) {
        return archive.isPersonal(kind);
    }

    @Override
    public void requireOpen(String sha256) {
        archive.requireOpen(sha256);
    }

    @Override
    public void requirePagesOnly(String sha256, String mediaType) {
        archive.requirePagesOnly(sha256, mediaType);
    }

    @Override
    public InputStream open(String sha256) {
        return archive.open(sha256);
    }

    @Override
    public InputStream open(String sha256, long from) {
        return archive.open(sha256, from);
    }

    @Override
    public Sheet sheet(String sha256) {
        return archive.sheet(sha256);
    }

    @Override
    public Sheet storeAnswer(Caller agency, UUID inquiry, String name, InputStream content) {
        return archive.storeAnswer(agency, inquiry, name, content);
    }

    @Override
    public Optional<Sheet> answerSheet(UUID inquiry, String sha256) {
        return archive.answerSheet(inquiry, sha256);
    }
}
