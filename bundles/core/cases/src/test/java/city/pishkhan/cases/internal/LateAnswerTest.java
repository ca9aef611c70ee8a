package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Late answers of agencies, after the rule decided because of their silence. */
class LateAnswerTest {
    private final CasesHarness hub = CasesHarness.shared();

    private PermitCase silent(String agency, String... approving) {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver(agency);
        for (String other : approving) {
            permit.answer(other, Verdict.APPROVE, null);
        }
        return permit;
    }

    private Instant after(PermitCase permit, String agency) {
        return permit.inquiry(agency).due().plusSeconds(60);
    }

    @Test
    void lateRejectionBeforeDecisionReopensCase() {
        PermitCase permit = silent("water", "fire", "electricity", "gas");
        hub.sweepAt(after(permit, "water"));
        permit.pay();
        assertEquals("final-verification", permit.view().stage());

        InquiryView expired = permit.inquiry("water");
        permit.answer("water", Verdict.REJECT, "The main is full");
        assertEquals(State.OPEN, permit.view().state());
        assertEquals("papers", permit.view().stage());
        assertTrue(
                permit.view().note().endsWith(": The main is full"),
                permit.view().note());
        assertEquals("answered", permit.inquiry("water").state());
        assertEquals(expired.id(), permit.inquiry("water").id());
        permit.submit().approveAll();
        assertEquals("final-verification", permit.view().stage());
    }

    @Test
    void lateApprovalDoesNotChangeStage() {
        PermitCase permit = silent("water", "fire", "electricity", "gas");
        hub.sweepAt(after(permit, "water"));
        int before = hub.events(permit.id).size();
        permit.answer(permit.conditions("water", "W-1"));
        assertEquals("duties", permit.view().stage());
        assertEquals(
                List.of("inquiry.answered"),
                hub.events(permit.id).subList(before, hub.events(permit.id).size()));
        permit.pay().verify("approve", null, null);
        assertTrue(hub.certificates
                .findByCase(permit.id)
                .orElseThrow()
                .content()
                .get("conditions")
                .toString()
                .contains("W-1"));
    }

    @Test
    void rejectsLateAnswerAfterDecision() {
        PermitCase permit = silent("water", "fire", "electricity", "gas");
        hub.sweepAt(after(permit, "water"));
        assertEquals(0, countWithdrawals(permit, "water"));
        permit.pay().verify("approve", null, null);
        CasesHarness.assertRefused(
                Kind.GONE, "inquiry.expired", () -> permit.answer("water", Verdict.REJECT, "The main is full"));
        assertEquals(State.APPROVED, permit.view().state());
        assertEquals(1, countWithdrawals(permit, "water"));
        assertEquals(0, countWithdrawals(permit, "gas"), "it has answered");
        assertEquals("expired", permit.inquiry("water").state());
        assertEquals("APPROVE", permit.inquiry("water").verdict());
    }

    @Test
    void agencyIsNotifiedWhenItsSilenceRefusesCase() {
        PermitCase permit = silent("gas", "water");
        hub.sweepAt(after(permit, "gas"));
        assertEquals(State.REFUSED, permit.view().state());
        assertEquals(1, countWithdrawals(permit, "gas"));
        assertEquals("REJECT", permit.inquiry("gas").verdict());
    }

    /** Number of withdrawal notices to an agency for its inquiry. */
    private long countWithdrawals(PermitCase permit, String agency) {
        UUID inquiry = permit.inquiry(agency).id();
        return hub.inquiries.notices(CasesHarness.agency(agency), null, 200).items().stream()
                .filter(n -> n.notice().inquiry().equals(inquiry) && n.notice().kind() == AgencyNotice.Kind.WITHDRAWN)
                .count();
    }

    @Test
    void rejectsLateExtension() {
        PermitCase permit = silent("water", "fire");
        hub.sweepAt(after(permit, "water"));
        Answer extension = permit.extension("water", Instant.now().plus(Duration.ofDays(60)));
        CasesHarness.assertRefused(Kind.GONE, "inquiry.expired", () -> permit.answer(extension));
    }

    private PermitCase openQuickPermitWithSilence() {
        PermitCase permit = PermitCase.open(hub, "quick-permit", 4).deliver("water");
        permit.answer("electricity", Verdict.APPROVE, null);
        permit.answer("gas", Verdict.APPROVE, null);
        hub.sweepAt(after(permit, "water"));
        assertEquals("final-verification", permit.view().stage());
        return permit;
    }

    @Test
    void districtDecisionClosesExpiredInquiries() {
        PermitCase permit = openQuickPermitWithSilence();
        permit.verify("approve", null, null);
        assertEquals("hand-over", permit.view().stage());
        CasesHarness.assertRefused(
                Kind.GONE, "inquiry.expired", () -> permit.answer("water", Verdict.REJECT, "The main is full"));
        assertEquals(1, countWithdrawals(permit, "water"));
        hub.cases.verify(CasesHarness.OFFICE, permit.id, permit.version(), "approve", null, null);
        assertEquals(State.APPROVED, permit.view().state());
        assertEquals(1, countWithdrawals(permit, "water"), "once");
    }

    @Test
    void lateAnswerDoesNotEndCorrection() {
        PermitCase permit = openQuickPermitWithSilence();
        permit.verify("send-back", null, "Look again");
        permit.answer("water", Verdict.APPROVE, null);
        assertEquals(State.OPEN, permit.view().state());
        assertEquals("inquiries", permit.view().stage());
        assertEquals("final-verification", permit.submit().view().stage());
    }

    @Test
    void certificateClosesExpiredInquiries() {
        PermitCase permit = PermitCase.open(hub, "undecided-permit", 4).deliver("water");
        permit.answer("electricity", Verdict.APPROVE, null);
        permit.answer("gas", Verdict.APPROVE, null);
        hub.sweepAt(after(permit, "water"));
        assertEquals("delivery", permit.view().stage());
        assertEquals(1, countWithdrawals(permit, "water"));
        CasesHarness.assertRefused(
                Kind.GONE, "inquiry.expired", () -> permit.answer("water", Verdict.REJECT, "The main is full"));
        assertEquals(State.OPEN, permit.view().state());
        assertEquals(
                "valid", hub.certificates.findByCase(permit.id).orElseThrow().state());
    }
}
