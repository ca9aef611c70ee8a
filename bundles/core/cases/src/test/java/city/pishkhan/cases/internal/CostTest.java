package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.NewPaper;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Number of SQL statements of common steps. Each statement is a round trip while the case is locked. The minimum is
 * two: one to lock and read the case, and one to write it.
 */
class CostTest {
    private final CasesHarness hub = CasesHarness.shared();

    private static void assertAtMost(int statements, String what, Runnable work) {
        List<String> sent = StatementRecorder.record(work);
        assertTrue(sent.size() <= statements, () -> what + ": " + sent.size() + "\n" + String.join("\n", sent));
    }

    @Test
    void answerUsesUpToTwoStatements() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("water");
        Answer answer = Answer.of(permit.shown("water"), Verdict.APPROVE, null, null);
        assertAtMost(2, "answer", () -> hub.inquiries.answer(CasesHarness.agency("water"), answer));
    }

    @Test
    void lastAnswerUsesUpToTwoStatements() {
        PermitCase permit = PermitCase.inquiring(hub, 4).deliver("gas");
        permit.answer("water", Verdict.APPROVE, null);
        permit.answer("electricity", Verdict.APPROVE, null);
        Answer answer = Answer.of(permit.shown("gas"), Verdict.APPROVE, null, null);
        assertAtMost(2, "last answer", () -> hub.inquiries.answer(CasesHarness.agency("gas"), answer));
        assertEquals("duties", permit.view().stage());
    }

    @Test
    void claimAndDeliveryStayWithinStatementLimits() {
        UUID gas = PermitCase.inquiring(hub, 4).inquiry("gas").id();
        assertAtMost(1, "take", () -> hub.inquiries.claim(gas));
        assertAtMost(2, "delivered", () -> hub.inquiries.recordDelivery(gas, "r"));
    }

    @Test
    void planningAnswerUsesUpToFourStatements() {
        PermitCase permit = PermitCase.submitted(hub, 8);
        Answer answer = Answer.data(permit.shown("planning"), Map.of("allowedFloors", 10L));
        assertAtMost(4, "planning", () -> hub.inquiries.answer(CasesHarness.agency("planning"), answer));
        assertEquals(4, permit.view().waitsFor().size());
    }

    @Test
    void openingAndSubmissionStayWithinStatementLimits() {
        String subject = PermitCase.property(hub);
        // one of these statements creates the keys of the case and of new people
        assertAtMost(
                9, "open", () -> hub.cases.open(CasesHarness.OFFICE, PermitCase.asked("building-permit", subject, 4)));
        PermitCase permit = PermitCase.open(hub, 4).add("plan");
        CaseView view = permit.view();
        assertAtMost(
                2, "paper", () -> hub.cases.addPaper(CasesHarness.OFFICE, view.id(), view.version(), "deed", "deed-1"));
        long version = permit.version();
        assertAtMost(2, "submit", () -> hub.cases.submit(CasesHarness.OFFICE, view.id(), version));
    }

    /** The cost of a submission does not depend on the number of its papers. */
    @Test
    void batchSubmissionUsesUpToTwoStatements() {
        PermitCase permit = PermitCase.open(hub, 4);
        long version = permit.version();
        List<NewPaper> papers = Stream.of("deed", "plan", "deed", "plan", "deed", "plan", "deed", "plan")
                .map(kind -> new NewPaper(
                        kind, kind, null, kind, new Papers.Deposit(kind, "application/pdf", 10, null), null))
                .toList();
        assertAtMost(2, "stack", () -> hub.cases.submit(CasesHarness.OFFICE, permit.id, version, papers));
    }

    /** Cost of storing one scan and adding it to the case. */
    @Test
    void scanUsesUpToTwoStatements() {
        PermitCase permit = PermitCase.open(hub, 4);
        long version = permit.version();
        List<NewPaper> scan = List.of(new NewPaper(
                "deed", "deed", null, "deed", new Papers.Deposit("deed", "application/pdf", 10, null), null));
        assertAtMost(2, "scan", () -> hub.cases.addPapers(CasesHarness.OFFICE, permit.id, version, scan));
    }

    @Test
    void readingCaseUsesOneStatement() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        assertAtMost(1, "find", permit::view);
    }
}
