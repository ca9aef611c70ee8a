package city.pishkhan.keeping.internal.bags;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.sheets.PaperOwners;
import city.pishkhan.archive.sheets.SheetExport;
import city.pishkhan.keeping.ArchiveBags;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.keeping.internal.bags.BagRepository.Dossier;
import city.pishkhan.keeping.internal.bags.BagRepository.Page;
import city.pishkhan.persistence.Tx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link ArchiveBags} with the database rows of a dossier. */
@Component(service = ArchiveBags.class)
public final class DossierBags implements ArchiveBags {
    private final Tx tx;
    private final HubJournal journal;
    private final PaperOwners owners;
    private final SheetExport sheets;

    /**
     * @param papers not used; ensures that the schema is migrated first
     * @param sheets opens sheets for the records authority regardless of their confidentiality
     */
    @Activate
    public DossierBags(
            @Reference Tx tx,
            @Reference HubJournal journal,
            @Reference PaperOwners owners,
            @Reference Papers papers,
            @Reference SheetExport sheets) {
        this.tx = tx;
        this.journal = journal;
        this.owners = owners;
        this.sheets = sheets;
    }

    @Override
    public Written export(
            Caller operator, ArchiveUnit dossier, Path folder, String nationalId, Consumer<Written> progress) {
        if (!operator.isOperator()) {
            throw Refusal.forbidden("access.forbidden/operator");
        }
        Dossier found = tx.required(sql ->
                        dossier.dossier() ? BagRepository.dossier(sql, dossier.number()) : Optional.<Dossier>empty())
                .orElseThrow(() -> Refusal.notFound("archive-unit"));
        if (found.property() == null
                && (nationalId == null || !owners.person(nationalId).equals(found.person()))) {
            throw Refusal.invalid("bag.person", "nationalId");
        }
        List<Page> pages = tx.required(sql -> BagRepository.pages(sql, found.id()));
        if (pages.isEmpty()) {
            throw Refusal.conflict("bag.empty");
        }
        Written written = BagExport.write(found, nationalId, pages, sheets::export, folder.toAbsolutePath(), progress);
        Map<String, Object> details = new HashMap<>();
        details.put("dossier", found.id());
        details.put("sheets", written.sheets());
        details.put("bytes", written.bytes());
        details.put("manifest", written.manifest());
        journal.record("archive-export.written", operator, details);
        return written;
    }
}
