package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.ReportPhotos;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.ingest.UploadExamination;
import city.pishkhan.archive.internal.personal.PersonVaults;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.InputStream;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the photos of violation reports. */
@Component(service = ReportPhotos.class, configurationPid = "city.pishkhan.archive")
public final class ReportPhotoComponent implements ReportPhotos {
    private final ReportPhotoArchive archive;

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public ReportPhotoComponent(
            @Reference Tx tx,
            @Reference(name = "store", target = "(store=files)") SheetStore store,
            @Reference Vault vault,
            @Reference PersonKeys keys,
            @Reference SheetExaminer examiner,
            @Reference Papers papers,
            ArchiveComponent.Config config) {
        archive = new ReportPhotoArchive(
                tx,
                store,
                new PersonVaults(tx, vault),
                keys::digest,
                new SheetLimits(
                        Math.min(config.photo_bytes(), config.max_bytes()), config.max_pixels(), config.max_pages()),
                new UploadExamination(tx, examiner));
    }

    @Override
    public Papers.Deposit deposit(Supplier<InputStream> content) {
        return archive.deposit(content);
    }

    @Override
    public Papers.Sheet register(UUID photo, Papers.Deposit deposit) {
        return archive.register(photo, deposit);
    }

    @Override
    public void erase(Collection<UUID> photos) {
        archive.erase(photos);
    }
}
