package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Papers;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.rules.CaseFacts;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds sheets of the archive to cases. */
final class PaperAttachment {
    static final String PLAN = "plan";

    private final CaseRepository store;
    private final Papers papers;
    private final Journal journal;

    PaperAttachment(CaseRepository store, Papers papers, Journal journal) {
        this.store = store;
        this.papers = papers;
        this.journal = journal;
    }

    void attach(Caller office, CaseFile file, String kind, String sha256) {
        List<String> persons = store.parties().applicants(file.id()).stream()
                .map(Applicant::nationalId)
                .toList();
        Papers.Usable usable = usable(office, file, persons, sha256);
        Papers.Sheet sheet = usable.sheet();
        if (!sheet.kind().equals(kind)) {
            throw Refusal.invalid("paper.kind", "kind", sheet.kind(), kind);
        }
        int revision = 1
                + (int) store.papers().of(file.id()).stream()
                        .filter(p -> p.kind().equals(kind))
                        .count();
        Paper paper = new Paper(kind, sha256, revision, usable.source(), sheet.name(), sheet.mediaType(), sheet.size());
        store.papers().add(file.id(), paper);
        if (kind.equals(PLAN)) {
            file.facts(CaseFacts.withPlan(file.facts(), paper));
        }
        journal.record(file.id(), "paper.added", office, Map.of("kind", kind, "sheet", sha256, "revision", revision));
    }

    /** What the office that had the case before scanned for it is not scanned again. */
    private Papers.Usable usable(Caller office, CaseFile file, List<String> persons, String sha256) {
        try {
            return papers.usable(office, file.id(), file.subject(), persons, sha256);
        } catch (Refusal e) {
            if (file.firstOffice() == null || e.kind() != Refusal.Kind.NOT_FOUND) {
                throw e;
            }
            Caller before = new Caller(office.principal(), Set.of("office:" + file.firstOffice()));
            return papers.usable(before, file.id(), file.subject(), persons, sha256);
        }
    }
}
