package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers.Deposit;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.NewPaper;
import city.pishkhan.api.journal.Journal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Submission of a case together with all its papers in one call. */
class SubmitSheetsTest {
    private final CasesHarness hub = CasesHarness.shared();

    private static NewPaper scan(String kind) {
        Deposit deposit = new Deposit(kind + "-bytes", "application/pdf", 10, null);
        return new NewPaper(kind, kind, null, kind + ".pdf", deposit, null);
    }

    private static NewPaper archivePaper(String kind, String sha256) {
        return new NewPaper(kind, kind, null, null, null, sha256);
    }

    private List<String> events(PermitCase permit) {
        return hub.cases.history(CasesHarness.OFFICE, permit.id).stream()
                .map(Journal.Entry::event)
                .toList();
    }

    @Test
    void submitsCaseWithPapers() {
        PermitCase permit = PermitCase.open(hub, 4);
        CaseView view = hub.cases.submit(
                CasesHarness.OFFICE,
                permit.id,
                permit.version(),
                List.of(archivePaper("deed", "deed-1"), scan("plan")));
        assertEquals(List.of("agency:planning"), view.waitsFor());
        assertEquals(
                List.of("deed 1 archive deed-1", "plan 1 scan plan-bytes"),
                view.papers().stream()
                        .map(p -> p.kind() + " " + p.revision() + " " + p.source() + " " + p.sha256())
                        .toList());
        assertEquals(
                List.of("case.opened", "paper.added", "paper.added", "archive.used", "case.submitted"),
                events(permit).subList(0, 5));
        assertEquals(view, permit.view(), "as it is read");
    }

    @Test
    void addsPaperWithoutSubmitting() {
        PermitCase permit = PermitCase.open(hub, 4);
        CaseView view = hub.cases.addPapers(CasesHarness.OFFICE, permit.id, permit.version(), List.of(scan("plan")));
        assertEquals("papers", view.stage());
        assertEquals(
                List.of("plan 1 scan plan-bytes"),
                view.papers().stream()
                        .map(p -> p.kind() + " " + p.revision() + " " + p.source() + " " + p.sha256())
                        .toList());
        assertEquals(List.of("case.opened", "paper.added"), events(permit));
        CasesHarness.assertRefused(
                Refusal.Kind.STALE,
                "case.changed",
                () -> hub.cases.addPapers(CasesHarness.OFFICE, permit.id, view.version() + 1, List.of(scan("deed"))));
        assertEquals(view, permit.view());
    }

    @Test
    void furtherPaperOfKindIsNextRevision() {
        PermitCase permit = PermitCase.open(hub, 4).add("deed");
        CaseView view = hub.cases.submit(
                CasesHarness.OFFICE, permit.id, permit.version(), List.of(scan("deed"), scan("plan"), scan("plan")));
        assertEquals(
                List.of("deed 2", "deed 1", "plan 2", "plan 1"),
                view.papers().stream().map(p -> p.kind() + " " + p.revision()).toList());
    }

    /** A clerk submits new scans after a correction was requested. */
    @Test
    void correctedPapersAreSubmittedAgain() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4).pay();
        permit.verify("send-back", "papers", "the plan is not legible");
        CaseView view = hub.cases.submit(CasesHarness.OFFICE, permit.id, permit.version(), List.of(scan("plan")));
        assertEquals(
                2, view.papers().stream().filter(p -> p.kind().equals("plan")).count());
        assertEquals(2, events(permit).stream().filter("case.submitted"::equals).count());
    }

    @Test
    void rejectedSubmissionChangesNothing() {
        PermitCase permit = PermitCase.open(hub, 4);
        CaseView before = permit.view();
        assertRefused(permit, "papers.missing", null, List.of(scan("plan")));
        assertRefused(permit, "sheet.unknown", "deed", List.of(scan("plan"), archivePaper("deed", "none-1")));
        assertRefused(permit, "paper.kind", "deed", List.of(scan("plan"), archivePaper("deed", "plan-1")));
        Deposit card = new Deposit("card", "image/jpeg", 10, null);
        assertRefused(
                permit,
                "sheet.owner",
                "national-card",
                List.of(
                        scan("plan"),
                        archivePaper("deed", "deed-1"),
                        new NewPaper("national-card", "national-card", "0684159414", "c.jpg", card, null)));
        CasesHarness.assertRefused(
                Refusal.Kind.STALE,
                "case.changed",
                () -> hub.cases.submit(
                        CasesHarness.OFFICE,
                        permit.id,
                        before.version() + 1,
                        List.of(scan("plan"), archivePaper("deed", "deed-1"))));
        assertEquals(before, permit.view());
        assertEquals(List.of("case.opened"), events(permit));
    }

    private void assertRefused(PermitCase permit, String code, String field, List<NewPaper> papers) {
        Refusal refusal = assertThrows(
                Refusal.class, () -> hub.cases.submit(CasesHarness.OFFICE, permit.id, permit.version(), papers));
        assertEquals(code, refusal.code());
        assertEquals(field, refusal.field());
    }

    @Test
    void submittedCaseIsNotSubmittedAgain() {
        PermitCase permit = PermitCase.submitted(hub, 4);
        assertRefused(permit, "case.submitted", null, List.of(scan("plan")));
        assertEquals(
                1,
                permit.view().papers().stream()
                        .filter(p -> p.kind().equals("plan"))
                        .count());
    }
}
