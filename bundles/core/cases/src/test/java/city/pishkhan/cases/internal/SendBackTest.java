package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.spi.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases that are sent back for correction; inquiries that the correction does not affect run on. */
class SendBackTest {
    private final CasesHarness hub = CasesHarness.shared();

    @Test
    void missingInformationSendsBackWhileOtherInquiriesContinue() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("water", "fire");
        InquiryView first = permit.inquiry("fire");
        permit.answer("fire", Verdict.NEED_MORE_INFORMATION, "Where are the stairs?");

        CaseView view = permit.view();
        assertEquals(State.OPEN, view.state());
        assertEquals("papers", view.stage());
        assertTrue(view.note().endsWith(": Where are the stairs?"), view.note());
        assertEquals(List.of("submission"), view.waitsFor());
        assertEquals("delivered", permit.inquiry("water").state());
        permit.answer("water", Verdict.APPROVE, null);
        assertEquals("papers", permit.view().stage());

        InquiryView water = permit.inquiry("water");
        permit.add("plan").submit();
        assertEquals(
                List.of("agency:electricity", "agency:gas", "agency:fire"),
                permit.view().waitsFor());
        assertNotEquals(first.id(), permit.inquiry("fire").id());
        assertEquals(water.id(), permit.inquiry("water").id());
        assertNull(permit.view().note());
        assertEquals(2L, permit.shown("fire").facts().get("planRevision"));
    }

    @Test
    void asksAgainEvenIfFactsAreUnchanged() {
        PermitCase permit = PermitCase.inquiring(hub, 4).deliver("water");
        InquiryView first = permit.inquiry("water");
        permit.answer("water", Verdict.REJECT, "Pay your old bill first");
        assertEquals(State.OPEN, permit.view().state());
        assertEquals("papers", permit.view().stage());
        permit.submit();
        InquiryView second = permit.inquiry("water");
        assertNotEquals(first.id(), second.id());
        assertEquals("queued", second.state());
        assertEquals(
                second.id(),
                permit.view().inquiries().stream()
                        .filter(i -> i.id().equals(first.id()))
                        .findFirst()
                        .orElseThrow()
                        .supersededBy());
        permit.approveAll();
        assertEquals("duties", permit.view().stage());
    }

    @Test
    void rejectionDuringCorrectionRefusesCaseOnSubmission() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire", "water");
        permit.answer("water", Verdict.REJECT, "Pay your old bill first");
        permit.answer("fire", Verdict.REJECT, "No access for engines");
        assertEquals(State.OPEN, permit.view().state());
        assertTrue(
                permit.view().note().matches("water[^:]*: Pay your old bill first\nfire[^:]*: No access for engines"),
                "the office hears of both: " + permit.view().note());
        assertTrue(hub.events(permit.id).contains("case.objection-added"));
        permit.submit();
        assertEquals(State.REFUSED, permit.view().state());
        assertTrue(
                permit.view().note().endsWith(": No access for engines"),
                permit.view().note());
    }

    @Test
    void refusalOutranksSendBack() {
        PermitCase permit = PermitCase.inquiring(hub, 4).deliver("gas", "electricity", "water");
        permit.answer("electricity", Verdict.NEED_MORE_INFORMATION, "Which load?");
        permit.answer("gas", Verdict.REJECT, "No pipe");
        permit.answer("water", Verdict.NEED_MORE_INFORMATION, "Which meter?");
        permit.submit();
        assertEquals(State.REFUSED, permit.view().state());
    }

    @Test
    void sendBackByDistrictKeepsAnswersAndPayments() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 8).pay();
        List<InquiryView> answered = permit.view().inquiries();
        CaseView back = permit.verify("send-back", null, "The deed cannot be read");
        assertEquals(State.OPEN, back.state());
        assertEquals("papers", back.stage());
        assertEquals("The deed cannot be read", back.note());

        permit.add("deed").submit();
        assertEquals("final-verification", permit.view().stage());
        assertEquals(answered, permit.view().inquiries());
        assertEquals(
                List.of("paid"),
                hub.payments.bills(permit.id).stream().map(b -> b.state()).toList());
        assertEquals(State.APPROVED, permit.verify("approve", null, null).state());
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void caseReturnedToOtherStageContinuesOnSubmission() {
        PermitCase permit = PermitCase.open(hub, "quick-permit", 4);
        permit.approveAll();
        assertEquals("final-verification", permit.view().stage());
        permit.verify("send-back", "inquiries", "Look again");
        assertEquals(State.OPEN, permit.view().state());
        assertEquals("inquiries", permit.view().stage());
        permit.submit();
        assertEquals("final-verification", permit.view().stage());
        CaseView handed = permit.verify("approve", null, null);
        assertEquals(List.of("verification:office"), handed.waitsFor());
        CasesHarness.assertRefused(Kind.FORBIDDEN, "access.forbidden", () -> permit.verify("approve", null, null));
        assertEquals(
                State.APPROVED,
                hub.cases
                        .verify(CasesHarness.OFFICE, permit.id, handed.version(), "approve", null, null)
                        .state());
    }

    @Test
    void answerOfEarlierRoundCountsInCurrentRound() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("water");
        permit.answer("fire", Verdict.NEED_MORE_INFORMATION, "Where are the stairs?");
        permit.submit();
        // water's inquiry is from the first round and runs on
        permit.answer("water", Verdict.NEED_MORE_INFORMATION, "Which meter?");
        assertEquals(State.OPEN, permit.view().state());
        assertTrue(
                permit.view().note().endsWith(": Which meter?"), permit.view().note());
        permit.submit();
        assertEquals(
                2,
                permit.view().inquiries().stream()
                        .filter(i -> i.agency().equals("water"))
                        .count());
        assertEquals("queued", permit.inquiry("water").state());
    }
}
