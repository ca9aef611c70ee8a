package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.ArchiveBags;
import city.pishkhan.archive.ArchiveUnit;
import city.pishkhan.archive.internal.bags.DossierBags;
import city.pishkhan.archive.internal.personal.StoredSheets;
import city.pishkhan.persistence.Tx;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes {@link ArchiveBags}. */
@Component(service = ArchiveBags.class)
public final class ArchiveBagComponent implements ArchiveBags {
    private final DossierBags bags;

    /**
     * @param papers not used; ensures that the schema is migrated first
     * @param sheets opens sheets for the records authority regardless of their confidentiality
     */
    @Activate
    public ArchiveBagComponent(
            @Reference Tx tx,
            @Reference HubJournal journal,
            @Reference PersonKeys keys,
            @Reference Papers papers,
            @Reference StoredSheets sheets) {
        bags = new DossierBags(tx, journal, new PersonSheets(keys::opaque)::opaque, sheets::export);
    }

    @Override
    public Written export(
            Caller operator, ArchiveUnit dossier, Path folder, String nationalId, Consumer<Written> progress) {
        return bags.export(operator, dossier, folder, nationalId, progress);
    }
}
