package city.pishkhan.keeping.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.sheets.PaperOwners;
import city.pishkhan.archive.sheets.SheetExport;
import city.pishkhan.keeping.ArchiveBags;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.keeping.internal.bags.DossierBags;
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
            @Reference PaperOwners owners,
            @Reference Papers papers,
            @Reference SheetExport sheets) {
        bags = new DossierBags(tx, journal, owners::person, sheets::export);
    }

    @Override
    public Written export(
            Caller operator, ArchiveUnit dossier, Path folder, String nationalId, Consumer<Written> progress) {
        return bags.export(operator, dossier, folder, nationalId, progress);
    }
}
