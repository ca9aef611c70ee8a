package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Verdict;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Answers that refuse a permit or send it back. */
class ObjectionTest {
    private final CasesHarness hub = CasesHarness.shared();

    private List<AgencyNotice> notices(String agency, UUID inquiry) {
        return hub.sentTo("notice." + agency).stream()
                .flatMap(id -> hub.inquiries.notice(id).stream())
                .filter(n -> n.inquiry().equals(inquiry))
                .toList();
    }

    @Test
    void fireDepartmentIsNotAskedForFourFloors() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        assertEquals(
                List.of("agency:water", "agency:electricity", "agency:gas"),
                permit.view().waitsFor());
        assertTrue(permit.view().inquiries().stream().noneMatch(i -> i.agency().equals("fire")));
    }

    @Test
    void tooManyFloorsAreSentBackForCorrection() {
        PermitCase permit = PermitCase.submitted(hub, 8).planned(5);
        CaseView view = permit.view();
        assertEquals(State.OPEN, view.state());
        assertEquals("papers", view.stage());
        assertEquals("Too many floors", view.note());
        assertEquals("بیش از مجاز", view.noteFa());
        assertEquals(1, view.inquiries().size());
        permit.revise(5, null);
        permit.submit();
        assertEquals("inquiries", permit.view().stage(), "the plan order is known, and is not asked for again");
        assertEquals(4, permit.view().inquiries().size());
    }

    @Test
    void planningRejectionRefusesCase() {
        PermitCase permit = PermitCase.submitted(hub, 4);
        permit.answer("planning", Verdict.REJECT, "No such property");
        assertEquals(State.REFUSED, permit.view().state());
        assertTrue(
                permit.view().note().endsWith(": No such property"),
                permit.view().note());
    }

    @Test
    void rejectionRefusesCaseAndWithdrawsOtherInquiries() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire", "water");
        hub.inquiries.claim(permit.inquiry("gas").id()).orElseThrow();
        permit.answer("fire", Verdict.REJECT, "No access for engines");

        CaseView view = permit.view();
        assertEquals(State.REFUSED, view.state());
        assertTrue(view.note().endsWith(": No access for engines"), view.note());
        for (String agency : List.of("water", "electricity", "gas")) {
            assertEquals("withdrawn", permit.inquiry(agency).state());
            assertEquals(
                    List.of(),
                    List.copyOf(hub.inquiries.claim(permit.inquiry(agency).id()).stream()
                            .toList()));
        }
        AgencyNotice notice = notices("water", permit.inquiry("water").id()).get(0);
        assertEquals(AgencyNotice.Kind.WITHDRAWN, notice.kind());
        assertEquals(1, notices("gas", permit.inquiry("gas").id()).size());
        // the inquiry to electricity was never dispatched, so no withdrawal notice is sent
        assertEquals(
                List.of(), notices("electricity", permit.inquiry("electricity").id()));
        assertEquals(List.of(), notices("fire", permit.inquiry("fire").id()));
    }

    @Test
    void deliveredNoticeIsNotRepeated() {
        PermitCase permit = PermitCase.inquiring(hub, 4).deliver("water");
        permit.answer("gas", Verdict.REJECT, "No pipe");
        UUID water = permit.inquiry("water").id();
        UUID id = hub.sentTo("notice.water").stream()
                .filter(n -> hub.inquiries
                        .notice(n)
                        .filter(x -> x.inquiry().equals(water))
                        .isPresent())
                .findFirst()
                .orElseThrow();
        hub.inquiries.recordNoticeDelivery(id);
        assertTrue(hub.inquiries.notice(id).isEmpty());
    }

    @Test
    void districtRefusesCase() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4).pay();
        CaseView view = permit.verify("refuse", null, "The street is narrower than the plan says");
        assertEquals(State.REFUSED, view.state());
        assertNull(view.certificate());
    }

    @Test
    void rejectsInvalidDecisions() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4);
        CasesHarness.assertRefused(Kind.CONFLICT, "case.not-at-decision", () -> permit.verify("approve", null, null));
        permit.pay();
        CasesHarness.assertRefused(Kind.INVALID, "decision.unknown", () -> permit.verify("perhaps", null, null));
        CasesHarness.assertRefused(Kind.INVALID, "decision.reason", () -> permit.verify("refuse", null, " "));
        CasesHarness.assertRefused(Kind.INVALID, "decision.stage", () -> permit.verify("send-back", "duties", "why"));
        assertEquals(State.WAITING, permit.view().state());
    }

    @Test
    void officeWithdrawsCase() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4);
        CasesHarness.assertRefused(
                Kind.INVALID,
                "decision.reason",
                () -> hub.cases.withdraw(CasesHarness.OFFICE, permit.id, permit.version(), null));
        CaseView view = hub.cases.withdraw(CasesHarness.OFFICE, permit.id, permit.version(), "The owner sold");
        assertEquals(State.WITHDRAWN, view.state());
        assertEquals(
                List.of("cancelled"),
                hub.payments.bills(permit.id).stream().map(b -> b.state()).toList());
        // the refused case does not prevent a new case of the property
        assertFalse(hub.cases
                .open(CasesHarness.OFFICE, PermitCase.asked("building-permit", view.subject(), 4))
                .id()
                .equals(permit.id));
    }

    @Test
    void certifiedCaseCanOnlyBeCompleted() {
        PermitCase permit = PermitCase.open(hub, "posted-permit", 4);
        assertEquals(List.of("verification:office"), permit.view().waitsFor());
        long version = permit.version();
        CasesHarness.assertRefused(Kind.CONFLICT, "case.certified", () -> permit.revise(5, null));
        CasesHarness.assertRefused(Kind.CONFLICT, "case.certified", () -> permit.add("plan"));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.certified",
                () -> hub.cases.withdraw(CasesHarness.OFFICE, permit.id, version, "sold"));
        for (String decision : List.of("refuse", "send-back")) {
            CasesHarness.assertRefused(
                    Kind.CONFLICT,
                    "case.certified",
                    () -> hub.cases.verify(CasesHarness.OFFICE, permit.id, version, decision, null, "why"));
        }
        assertEquals(
                State.APPROVED,
                hub.cases
                        .verify(CasesHarness.OFFICE, permit.id, version, "approve", null, null)
                        .state());
        assertEquals(
                1,
                hub.events(permit.id).stream()
                        .filter("certificate.issued"::equals)
                        .count());
    }
}
