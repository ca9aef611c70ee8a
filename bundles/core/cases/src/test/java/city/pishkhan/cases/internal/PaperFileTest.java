package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.PaperFiles;
import city.pishkhan.api.cases.PaperFiles.PaperFile;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.office.PaperFileService;
import city.pishkhan.stubs.Stubs;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A district joins the papers of a paper file to a case in progress. */
class PaperFileTest {
    private static final LocalDate BEGUN = LocalDate.of(2023, 9, 2);
    private static final PaperFile FILE = new PaperFile("1402/317", BEGUN, "inquiries");

    private final CasesHarness hub = CasesHarness.shared();
    private final List<Sheet> filed = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final PaperFiles files = new PaperFileService(
            hub.store, hub.views, hub.caseEngine, documents(), hub.journal, new AccessTable(), hub.offices);

    private ArchiveDocuments documents() {
        ArchiveDocuments documents = Stubs.strict(ArchiveDocuments.class);
        doAnswer(call -> {
                    ArchiveDocuments.Owners owners = call.getArgument(0);
                    asked.add(owners.subject() + " " + owners.persons() + " " + call.getArgument(1));
                    return List.copyOf(filed);
                })
                .when(documents)
                .sheetsOfFile(any(), any());
        return documents;
    }

    private static Sheet sheet(String kind, String sha256) {
        return new Sheet(sha256, kind, "22-3-17-4-1-0-0", kind + ".pdf", "application/pdf", 9);
    }

    private CaseView join(Caller caller, CaseView view, PaperFile file) {
        return files.attachFile(caller, view.id(), view.version(), file);
    }

    @Test
    void attachesPapersWithoutChangingStage() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        CaseView before = permit.view();
        filed.add(sheet("deed", "old-deed"));
        filed.add(sheet("location-map", "old-map"));
        CaseView joined = join(CasesHarness.DISTRICT, before, FILE);
        assertEquals(List.of(before.subject() + " [" + PermitCase.OWNER.nationalId() + "] 1402/317"), asked);
        assertEquals("inquiries", joined.stage());
        assertEquals(before.state(), joined.state());
        assertTrue(joined.version() > before.version());
        assertEquals(
                List.of("deed 1 first archive", "deed 2 old-deed archive", "location-map 1 old-map archive"),
                joined.papers().stream()
                        .filter(p -> !p.kind().equals("plan"))
                        .map(p -> p.kind() + " " + p.revision() + " "
                                + (p.sha256().startsWith("deed-") ? "first" : p.sha256()) + " " + p.source())
                        .sorted()
                        .toList());
        List<String> events = hub.journal.entries(before.id()).stream()
                .map(e -> e.event() + " " + e.details())
                .toList();
        assertTrue(
                events.stream().anyMatch(e -> e.startsWith("case.paper-file-joined") && e.contains("\"papers\":2")),
                events::toString);
        // more sheets of the file were imported later
        filed.add(sheet("renovation-receipt", "old-receipt"));
        CaseView again = join(CasesHarness.DISTRICT, joined, new PaperFile("1402/317", BEGUN, null));
        assertEquals(joined.papers().size() + 1, again.papers().size(), "what is there is not added again");
    }

    @Test
    void onlyDistrictAttachesPaperFileToOpenCase() {
        CaseView view = PermitCase.inquiring(hub, 4).view();
        CasesHarness.assertRefused(
                Refusal.Kind.NOT_FOUND, "paper-file.unknown", () -> join(CasesHarness.DISTRICT, view, FILE));
        filed.add(sheet("deed", "old-deed"));
        CasesHarness.assertRefused(
                Refusal.Kind.FORBIDDEN, "access.forbidden", () -> join(CasesHarness.OFFICE, view, FILE));
        CasesHarness.assertRefused(
                Refusal.Kind.NOT_FOUND, "case.unknown", () -> join(CasesHarness.OTHER_DISTRICT, view, FILE));
        CasesHarness.assertRefused(
                Refusal.Kind.STALE,
                "case.changed",
                () -> files.attachFile(CasesHarness.DISTRICT, view.id(), view.version() - 1, FILE));
        assertEquals(
                "begun",
                CasesHarness.assertRefused(
                                Refusal.Kind.INVALID,
                                "paper-file.begun",
                                () -> join(
                                        CasesHarness.DISTRICT,
                                        view,
                                        new PaperFile("1", LocalDate.now().plusDays(3), null)))
                        .field());
        CasesHarness.assertRefused(
                Refusal.Kind.INVALID,
                "paper-file.stage",
                () -> join(CasesHarness.DISTRICT, view, new PaperFile("1", BEGUN, "baking")));
        CaseView ended = hub.cases.withdraw(CasesHarness.OFFICE, view.id(), view.version(), null, "enough");
        CasesHarness.assertRefused(Refusal.Kind.CONFLICT, "case.ended", () -> join(CasesHarness.DISTRICT, ended, FILE));
        assertEquals(view.papers(), ended.papers());
    }
}
