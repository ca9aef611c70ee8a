package city.pishkhan.routes.office.internal;

import city.pishkhan.api.archive.ArchiveSources;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.security.Caller;
import city.pishkhan.contracts.office.cases.Archive;
import java.util.List;
import java.util.UUID;

/** Sheets for a case in the hub's archive and in other archives of the city. */
final class CaseArchives {
    private final Cases cases;
    private final Papers papers;
    private final ArchiveSources sources;

    CaseArchives(Cases cases, Papers papers, ArchiveSources sources) {
        this.cases = cases;
        this.papers = papers;
        this.sources = sources;
    }

    /**
     * Lists the available sheets of the kinds that the archive discloses to this case, and the papers that must be scanned.
     * @param waits {@code true} to wait briefly for other archives; call it only without a transaction
     */
    Archive list(Caller caller, CaseView view, boolean waits) {
        if (view.archive().kinds().isEmpty()) {
            return CaseMapper.INSTANCE.archive(view, List.of(), ArchiveSources.SourceOffers.NONE);
        }
        List<Papers.Sheet> held = papers
                .findForPurpose(
                        caller,
                        new Papers.Purpose(
                                view.service(),
                                view.subject(),
                                view.archive().owners(),
                                view.archive().consenting()))
                .stream()
                .filter(sheet -> view.archive().kinds().contains(sheet.kind()))
                .toList();
        return CaseMapper.INSTANCE.archive(
                view, held, sources.queryOffers(view.subject(), view.archive().kinds(), waits));
    }

    /** Fetches those of the given sheets that other archives offer for the case. Call it only without a transaction. */
    void fetch(Caller caller, UUID id, List<String> sha256s) {
        if (sha256s.isEmpty() || !sources.hasSources()) {
            return;
        }
        CaseView view = cases.find(caller, id, "office.paper.add");
        if (view.archive().kinds().isEmpty()) {
            return;
        }
        sha256s.stream()
                .distinct()
                .forEach(sha256 ->
                        sources.fetch(caller, id, view.subject(), view.archive().kinds(), sha256));
    }
}
