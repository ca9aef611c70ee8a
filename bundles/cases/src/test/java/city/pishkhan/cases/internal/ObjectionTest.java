package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Cases.CaseView;
import city.pishkhan.api.Cases.InquiryView;
import city.pishkhan.api.Cases.State;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.spi.Notice;
import city.pishkhan.spi.Verdict;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What stops a permit or sends it back. */
class ObjectionTest {
    private final Hub hub = Hub.shared();

    private List<Notice> notices(String agency, UUID inquiry) {
        return hub.sentTo("notice." + agency).stream()
                .flatMap(id -> hub.inquiries.notice(id).stream())
                .filter(n -> n.inquiry().equals(inquiry))
                .toList();
    }

    @Test
    void fireIsNotAskedForFourFloors() {
        Permit permit = Permit.inquiring(hub, 4);
        assertEquals(List.of("agency:water", "agency:electricity", "agency:gas"), permit.view().waitsFor());
        assertTrue(permit.view().inquiries().stream().noneMatch(i -> i.agency().equals("fire")));
    }

    @Test
    void moreFloorsThanThePlanOrderAllowsIsRefusedByRule() {
        Permit permit = Permit.submitted(hub, 8).planned(5);
        CaseView view = permit.view();
        assertEquals(State.REFUSED, view.state());
        assertEquals("Too many floors / طبقات بیش از مجاز", view.note());
        assertEquals(1, view.inquiries().size());
        assertNull(view.certificate());
    }

    @Test
    void aPropertyThatPlanningRefusesIsRefused() {
        Permit permit = Permit.submitted(hub, 4);
        permit.answer("planning", Verdict.REJECT, "No such property");
        assertEquals(State.REFUSED, permit.view().state());
        assertEquals("planning: No such property", permit.view().note());
    }

    @Test
    void aRejectionRefusesTheCaseAndWithdrawsTheOthers() {
        Permit permit = Permit.inquiring(hub, 8).deliver("fire", "water");
        hub.inquiries.take(permit.inquiry("gas").id()).orElseThrow();
        permit.answer("fire", Verdict.REJECT, "No access for engines");

        CaseView view = permit.view();
        assertEquals(State.REFUSED, view.state());
        assertEquals("fire: No access for engines", view.note());
        for (String agency : List.of("water", "electricity", "gas")) {
            assertEquals("withdrawn", permit.inquiry(agency).state());
            assertEquals(List.of(), List.copyOf(hub.inquiries.take(permit.inquiry(agency).id()).stream().toList()));
        }
        Notice told = notices("water", permit.inquiry("water").id()).get(0);
        assertEquals(Notice.Kind.WITHDRAWN, told.kind());
        assertEquals(1, notices("gas", permit.inquiry("gas").id()).size());
        // electricity never heard of it
        assertEquals(List.of(), notices("electricity", permit.inquiry("electricity").id()));
        assertEquals(List.of(), notices("fire", permit.inquiry("fire").id()));
    }

    @Test
    void aNoticeIsToldOnce() {
        Permit permit = Permit.inquiring(hub, 4).deliver("water");
        permit.answer("gas", Verdict.REJECT, "No pipe");
        UUID water = permit.inquiry("water").id();
        UUID id = hub.sentTo("notice.water").stream()
                .filter(n -> hub.inquiries.notice(n).filter(x -> x.inquiry().equals(water)).isPresent())
                .findFirst()
                .orElseThrow();
        hub.inquiries.told(id);
        assertTrue(hub.inquiries.notice(id).isEmpty());
    }

    @Test
    void needMoreInformationSendsBackWhileOthersRunOn() {
        Permit permit = Permit.inquiring(hub, 8).deliver("water", "fire");
        InquiryView first = permit.inquiry("fire");
        permit.answer("fire", Verdict.NEED_MORE_INFORMATION, "Where are the stairs?");

        CaseView view = permit.view();
        assertEquals(State.OPEN, view.state());
        assertEquals("papers", view.stage());
        assertEquals("fire: Where are the stairs?", view.note());
        assertEquals(List.of("submission"), view.waitsFor());
        assertEquals("delivered", permit.inquiry("water").state());
        permit.answer("water", Verdict.APPROVE, null);
        assertEquals("papers", permit.view().stage());

        InquiryView water = permit.inquiry("water");
        permit.add("plan").submit();
        assertEquals(List.of("agency:electricity", "agency:gas", "agency:fire"), permit.view().waitsFor());
        assertNotEquals(first.id(), permit.inquiry("fire").id());
        assertEquals(water.id(), permit.inquiry("water").id());
        assertNull(permit.view().note());
        assertEquals(2L, permit.shown("fire").facts().get("planRevision"));
    }

    @Test
    void askedAnewAlsoIfTheFactsAreTheSame() {
        Permit permit = Permit.inquiring(hub, 4).deliver("water");
        InquiryView first = permit.inquiry("water");
        permit.answer("water", Verdict.REJECT, "Pay your old bill first");
        assertEquals(State.OPEN, permit.view().state());
        assertEquals("papers", permit.view().stage());
        permit.submit();
        InquiryView second = permit.inquiry("water");
        assertNotEquals(first.id(), second.id());
        assertEquals("queued", second.state());
        assertEquals(second.id(), permit.view().inquiries().stream()
                .filter(i -> i.id().equals(first.id())).findFirst().orElseThrow().supersededBy());
        permit.approveAll();
        assertEquals("duties", permit.view().stage());
    }

    @Test
    void aRejectionThatRefusesStandsThoughItCameDuringACorrection() {
        Permit permit = Permit.inquiring(hub, 8).deliver("fire", "water");
        permit.answer("water", Verdict.REJECT, "Pay your old bill first");
        permit.answer("fire", Verdict.REJECT, "No access for engines");
        assertEquals(State.OPEN, permit.view().state());
        permit.submit();
        assertEquals(State.REFUSED, permit.view().state());
        assertEquals("fire: No access for engines", permit.view().note());
    }

    @Test
    void refusalWeighsMoreThanSendingBack() {
        Permit permit = Permit.inquiring(hub, 4).deliver("gas", "electricity", "water");
        permit.answer("electricity", Verdict.NEED_MORE_INFORMATION, "Which load?");
        permit.answer("gas", Verdict.REJECT, "No pipe");
        permit.answer("water", Verdict.NEED_MORE_INFORMATION, "Which meter?");
        permit.submit();
        assertEquals(State.REFUSED, permit.view().state());
    }

    @Test
    void theDistrictSendsBackAndWhatWasAnsweredAndPaidIsKept() {
        Permit permit = Permit.owing(hub, 8).pay();
        List<InquiryView> answered = permit.view().inquiries();
        CaseView back = permit.verify("send-back", null, "The deed cannot be read");
        assertEquals(State.OPEN, back.state());
        assertEquals("papers", back.stage());
        assertEquals("The deed cannot be read", back.note());

        permit.add("deed").submit();
        assertEquals("final-verification", permit.view().stage());
        assertEquals(answered, permit.view().inquiries());
        assertEquals(List.of("paid"), hub.payments.bills(permit.id).stream().map(b -> b.state()).toList());
        assertEquals(State.APPROVED, permit.verify("approve", null, null).state());
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void aCaseThatWasSentBackToAnotherStageGoesOnWhenTheOfficeSubmits() {
        Permit permit = Permit.open(hub, "quick-permit", 4);
        permit.approveAll();
        assertEquals("final-verification", permit.view().stage());
        permit.verify("send-back", "inquiries", "Look again");
        assertEquals(State.OPEN, permit.view().state());
        assertEquals("inquiries", permit.view().stage());
        permit.submit();
        assertEquals("final-verification", permit.view().stage());
        assertEquals(State.APPROVED, permit.verify("approve", null, null).state());
    }

    @Test
    void theDistrictRefuses() {
        Permit permit = Permit.owing(hub, 4).pay();
        CaseView view = permit.verify("refuse", null, "The street is narrower than the plan says");
        assertEquals(State.REFUSED, view.state());
        assertNull(view.certificate());
    }

    @Test
    void whatTheDistrictSaysMustMakeSense() {
        Permit permit = Permit.owing(hub, 4);
        Hub.refused(Kind.CONFLICT, "case.not-at-decision", () -> permit.verify("approve", null, null));
        permit.pay();
        Hub.refused(Kind.INVALID, "decision.unknown", () -> permit.verify("perhaps", null, null));
        Hub.refused(Kind.INVALID, "decision.reason", () -> permit.verify("refuse", null, " "));
        Hub.refused(Kind.INVALID, "decision.stage", () -> permit.verify("send-back", "duties", "why"));
        assertEquals(State.WAITING, permit.view().state());
    }

    @Test
    void theOfficeWithdraws() {
        Permit permit = Permit.owing(hub, 4);
        Hub.refused(Kind.INVALID, "decision.reason", () -> hub.cases.withdraw(Hub.OFFICE, permit.id, permit.version(), null));
        CaseView view = hub.cases.withdraw(Hub.OFFICE, permit.id, permit.version(), "The owner sold");
        assertEquals(State.WITHDRAWN, view.state());
        assertEquals(List.of("cancelled"), hub.payments.bills(permit.id).stream().map(b -> b.state()).toList());
        // the property is free again
        assertFalse(hub.cases.open(Hub.OFFICE, Permit.asked("building-permit", view.subject(), 4)).id().equals(permit.id));
    }
}
