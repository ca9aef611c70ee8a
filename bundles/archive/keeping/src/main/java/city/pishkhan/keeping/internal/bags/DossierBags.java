package city.pishkhan.keeping.internal.bags;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.keeping.ArchiveBags;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.keeping.internal.bags.BagRepository.Dossier;
import city.pishkhan.keeping.internal.bags.BagRepository.Page;
import city.pishkhan.persistence.Tx;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Implements {@link ArchiveBags} with the database rows of a dossier. */
public final class DossierBags implements ArchiveBags {
    private final Tx tx;
    private final HubJournal journal;
    private final UnaryOperator<String> digest;
    private final Function<String, InputStream> sheets;

    /**
     * @param digest computes the keyed digest of a national ID or legal-person ID; throws a refusal for invalid IDs
     * @param sheets opens a sheet by its SHA-256
     */
    public DossierBags(Tx tx, HubJournal journal, UnaryOperator<String> digest, Function<String, InputStream> sheets) {
        this.tx = tx;
        this.journal = journal;
        this.digest = digest;
        this.sheets = sheets;
    }

    @Override
    public Written export(
            Caller operator, ArchiveUnit dossier, Path folder, String nationalId, Consumer<Written> progress) {
        if (!operator.operator()) {
            throw Refusal.forbidden("access.forbidden/operator");
        }
        Dossier found = tx.required(sql ->
                        dossier.dossier() ? BagRepository.dossier(sql, dossier.number()) : Optional.<Dossier>empty())
                .orElseThrow(() -> Refusal.notFound("archive-unit"));
        if (found.property() == null
                && (nationalId == null || !digest.apply(nationalId).equals(found.person()))) {
            throw Refusal.invalid("bag.person", "nationalId");
        }
        List<Page> pages = tx.required(sql -> BagRepository.pages(sql, found.id()));
        if (pages.isEmpty()) {
            throw Refusal.conflict("bag.empty");
        }
        Written written = BagExport.write(found, nationalId, pages, sheets, folder.toAbsolutePath(), progress);
        Map<String, Object> details = new HashMap<>();
        details.put("dossier", found.id());
        details.put("sheets", written.sheets());
        details.put("bytes", written.bytes());
        details.put("manifest", written.manifest());
        journal.record("archive-export.written", operator, details);
        return written;
    }
}
