package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.PaperFiles;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.access.CaseAuthorization;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.views.CaseViewAssembler;
import city.pishkhan.identifiers.PersianDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@link PaperFiles}: a district adds the papers of one of its paper files to the case that continues the file. The hub
 * uses only the papers of the file and decides the case by its own rules.
 */
@Component(service = PaperFiles.class)
public final class PaperFileService implements PaperFiles {
    private static final String JOIN = "office.case.paper-file";

    private final CaseRepository store;
    private final CaseViewAssembler views;
    private final CaseEngine caseEngine;
    private final ArchiveDocuments documents;
    private final Journal journal;
    private final CaseAuthorization caseAuthorization;

    @Activate
    public PaperFileService(
            @Reference CaseRepository store,
            @Reference CaseViewAssembler views,
            @Reference CaseEngine caseEngine,
            @Reference ArchiveDocuments documents,
            @Reference Journal journal,
            @Reference Access access,
            @Reference Offices offices) {
        this.store = store;
        this.views = views;
        this.caseEngine = caseEngine;
        this.documents = documents;
        this.journal = journal;
        this.caseAuthorization = new CaseAuthorization(access, offices);
    }

    @Override
    public CaseView attachFile(Caller district, UUID caseId, long version, PaperFile given) {
        return store.tx().required(sql -> {
            CaseFile file = caseAuthorization.requireAccess(district, JOIN, store.lockWhole(caseId));
            CaseAuthorization.requireCurrent(file, version);
            caseEngine.refuseCertified(file);
            check(file, given);
            List<Paper> joined = newPapers(file, given.number());
            store.papers().add(caseId, joined);
            file.incrementVersion();
            recordJoin(district, file, given, joined);
            return views.view(file);
        });
    }

    private void check(CaseFile file, PaperFile given) {
        if (given.begun().isAfter(PersianDate.of(file.opened()).toLocalDate())) {
            throw Refusal.invalid("paper-file.begun", "begun");
        }
        if (given.stage() != null) {
            List<String> stages =
                    caseEngine.procedure(file).stages().stream().map(Stage::id).toList();
            if (!stages.contains(given.stage())) {
                throw Refusal.invalid("paper-file.stage", "stage", stages);
            }
        }
    }

    private List<Paper> newPapers(CaseFile file, String number) {
        List<Papers.Sheet> sheets = documents.sheetsOfFile(
                new ArchiveDocuments.Owners(
                        file.subject(),
                        store.parties().applicants(file.id()).stream()
                                .map(Applicant::nationalId)
                                .toList()),
                number);
        if (sheets.isEmpty()) {
            throw Refusal.notFound("paper-file");
        }
        List<Paper> present = store.papers().findByCase(file.id());
        Map<String, Integer> revisions =
                present.stream().collect(Collectors.toMap(Paper::kind, p -> 1, Integer::sum, HashMap::new));
        List<Paper> joined = new ArrayList<>();
        for (Papers.Sheet sheet : sheets) {
            boolean exists = present.stream()
                    .anyMatch(p -> p.kind().equals(sheet.kind()) && p.sha256().equals(sheet.sha256()));
            if (!exists) {
                joined.add(new Paper(
                        sheet.kind(),
                        sheet.sha256(),
                        revisions.merge(sheet.kind(), 1, Integer::sum),
                        PaperAttachment.ARCHIVE,
                        sheet.name(),
                        sheet.mediaType(),
                        sheet.size()));
            }
        }
        return joined;
    }

    private void recordJoin(Caller district, CaseFile file, PaperFile given, List<Paper> joined) {
        Map<String, Object> details = new TreeMap<>(Map.of(
                "file", given.number(),
                "begun", given.begun().toString(),
                "papers", joined.size()));
        if (given.stage() != null) {
            details.put("stage", given.stage());
        }
        journal.record(file.id(), "case.paper-file-joined", district, details);
        joined.forEach(paper -> journal.record(
                file.id(),
                "paper.added",
                district,
                Map.of(
                        "kind", paper.kind(),
                        "sheet", paper.sha256(),
                        "revision", paper.revision(),
                        "source", paper.source())));
    }
}
