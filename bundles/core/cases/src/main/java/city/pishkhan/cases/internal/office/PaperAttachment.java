package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.NewPaper;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.engine.PapersStage;
import city.pishkhan.cases.internal.engine.StageHandler.Step;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.rules.CaseFacts;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Adds sheets, newly scanned or from the archive, to cases. */
final class PaperAttachment {
    static final String PLAN = "plan";
    /** Field name of the only paper in a request; a refusal then does not name the field. */
    private static final String SINGLE_PAPER_FIELD = "kind";

    static final String ARCHIVE = "archive";

    private final CaseRepository store;
    private final Papers papers;
    private final Journal journal;
    private final CaseEngine caseEngine;

    PaperAttachment(CaseRepository store, CaseEngine caseEngine, Papers papers, Journal journal) {
        this.store = store;
        this.caseEngine = caseEngine;
        this.papers = papers;
        this.journal = journal;
    }

    void attach(Caller office, CaseFile file, String kind, String sha256) {
        attach(office, file, List.of(stored(kind, sha256)));
    }

    /** A paper whose sheet is already stored. */
    static NewPaper stored(String kind, String sha256) {
        return new NewPaper(SINGLE_PAPER_FIELD, kind, null, null, null, sha256);
    }

    /** @param given at least one paper */
    void attach(Caller office, CaseFile file, List<NewPaper> given) {
        List<Applicant> applicants = store.parties().applicants(file.id());
        List<String> persons = ids(applicants);
        Papers.Purpose purpose = new Papers.Purpose(
                file.service(),
                file.subject(),
                ids(file.archive().owners(applicants)),
                ids(file.archive().willing(applicants)));
        boolean opens = file.archive().isUsable(applicants);
        List<Papers.Sheet> scanned = registerScans(office, file, persons, given);
        Iterator<Papers.Sheet> scans = scanned.iterator();
        List<Paper> added = new ArrayList<>();
        Map<String, Integer> revisions = store.papers().findByCase(file.id()).stream()
                .collect(Collectors.toMap(Paper::kind, p -> 1, Integer::sum, HashMap::new));
        for (NewPaper one : given) {
            Papers.UsableSheet usable = one.deposit() == null
                    ? findScanned(scanned, one).orElseGet(() -> archived(office, file, purpose, opens, one))
                    : new Papers.UsableSheet(scans.next(), "scan");
            Papers.Sheet sheet = usable.sheet();
            added.add(new Paper(
                    one.kind(),
                    sheet.sha256(),
                    revisions.merge(one.kind(), 1, Integer::sum),
                    usable.source(),
                    sheet.name(),
                    sheet.mediaType(),
                    sheet.size()));
        }
        boolean first = store.papers().findByCase(file.id()).stream().noneMatch(PaperAttachment::archived);
        store.papers().add(file.id(), added);
        added.forEach(paper -> recordAdded(office, file, paper));
        List<String> kinds = added.stream()
                .filter(PaperAttachment::archived)
                .map(Paper::kind)
                .toList();
        if (first && !kinds.isEmpty()) {
            // only the first use of the archive is journaled; this event notifies the applicants
            journal.record(file.id(), "archive.used", office, Map.of("kinds", kinds));
        }
    }

    private static List<String> ids(List<Applicant> applicants) {
        return applicants.stream().map(Applicant::nationalId).toList();
    }

    private void recordAdded(Caller office, CaseFile file, Paper paper) {
        if (paper.kind().equals(PLAN)) {
            file.facts(CaseFacts.withPlan(file.facts(), paper));
        }
        journal.record(
                file.id(),
                "paper.added",
                office,
                Map.of(
                        "kind",
                        paper.kind(),
                        "sheet",
                        paper.sha256(),
                        "revision",
                        paper.revision(),
                        "source",
                        paper.source()));
    }

    private static boolean archived(Paper paper) {
        return paper.source().equals(ARCHIVE);
    }

    private List<Papers.Sheet> registerScans(Caller office, CaseFile file, List<String> persons, List<NewPaper> given) {
        List<Papers.NewSheet> sheets = new ArrayList<>();
        for (NewPaper one : given) {
            if (one.owner() != null && !persons.contains(one.owner())) {
                throw Refusal.invalid("sheet.owner", one.field());
            }
            if (one.deposit() != null) {
                // identity papers belong to a person of the case, all other papers to its subject
                String owner = one.owner() == null ? file.subject() : one.owner();
                sheets.add(new Papers.NewSheet(one.kind(), owner, one.name(), one.deposit()));
            }
        }
        return sheets.isEmpty() ? List.of() : papers.register(office, file.id(), file.service(), sheets);
    }

    /** Finds a sheet that is scanned in the same call, because the archive does not know it before the commit. */
    private static Optional<Papers.UsableSheet> findScanned(List<Papers.Sheet> scanned, NewPaper one) {
        return scanned.stream()
                .filter(sheet ->
                        sheet.sha256().equals(one.sha256()) && sheet.kind().equals(one.kind()))
                .map(sheet -> new Papers.UsableSheet(sheet, "scan"))
                .findFirst();
    }

    private Papers.UsableSheet archived(
            Caller office, CaseFile file, Papers.Purpose purpose, boolean opens, NewPaper one) {
        Papers.UsableSheet usable =
                withField(one, () -> usable(office, file, purpose, Objects.requireNonNull(one.sha256())));
        if (usable.source().equals(ARCHIVE) && !(opens && isRequired(file, office, one.kind()))) {
            // Reported as if the archive had no such sheet, because the office must not learn whether it exists.
            throw withField(one, Refusal.notFound("sheet"));
        }
        if (!usable.sheet().kind().equals(one.kind())) {
            throw Refusal.invalid("paper.kind", one.field(), usable.sheet().kind(), one.kind());
        }
        return usable;
    }

    /** Adds the paper's field name to a refusal, so that the caller sees which of several scans was refused. */
    private static <T> T withField(NewPaper one, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal e) {
            throw withField(one, e);
        }
    }

    private static Refusal withField(NewPaper one, Refusal refusal) {
        return refusal.field() == null && !one.field().equals(SINGLE_PAPER_FIELD)
                ? refusal.withField(one.field())
                : refusal;
    }

    /** Returns {@code true} if the stage requires a paper of this kind. */
    private boolean isRequired(CaseFile file, Caller office, String kind) {
        Step step = caseEngine.step(file, office);
        return PapersStage.isCollecting(step)
                && PapersStage.needs(step, List.of()).stream()
                        .anyMatch(need -> need.kind().equals(kind));
    }

    /** Finds a usable sheet. Scans of the office that first had the case remain usable after a handover. */
    private Papers.UsableSheet usable(Caller office, CaseFile file, Papers.Purpose purpose, String sha256) {
        try {
            return papers.requireUsable(office, file.id(), purpose, sha256);
        } catch (Refusal e) {
            if (file.firstOffice() == null || e.kind() != Refusal.Kind.NOT_FOUND) {
                throw e;
            }
            Caller before = new Caller(office.principal(), Set.of("office:" + file.firstOffice()));
            return papers.requireUsable(before, file.id(), purpose, sha256);
        }
    }
}
