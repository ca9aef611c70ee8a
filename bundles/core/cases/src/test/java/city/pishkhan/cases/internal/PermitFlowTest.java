package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.PaperNeed;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.WorkingTime;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A building permit from opening to certificate. */
class PermitFlowTest {
    private final CasesHarness hub = CasesHarness.shared();

    @Test
    void newCaseWaitsForRequiredPapers() {
        CaseView view = PermitCase.open(hub, 8).view();
        assertEquals(State.OPEN, view.state());
        assertEquals("papers", view.stage());
        assertEquals(List.of("paper:deed", "paper:plan"), view.waitsFor());
        assertEquals(
                new PaperNeed("deed", "deed needed: rule papers-deed", false),
                view.needs().get(0));
        assertEquals("rules-1", view.ruleSet());
        assertEquals(22, view.district());
        assertEquals(8, view.request().floors());
        assertEquals(List.of(PermitCase.OWNER), view.applicants());
    }

    @Test
    void rejectsSubmissionWithMissingPaper() {
        PermitCase permit = PermitCase.open(hub, 8).add("plan");
        Refusal refusal = CasesHarness.assertRefused(Kind.CONFLICT, "papers.missing", permit::submit);
        assertTrue(refusal.english().contains("deed") && !refusal.english().contains("plan,"), refusal.english());
        assertEquals(List.of("submission"), permit.add("deed").view().waitsFor());
    }

    @Test
    void submittedCaseAsksPlanningFirst() {
        PermitCase permit = PermitCase.submitted(hub, 8);
        CaseView view = permit.view();
        assertEquals(State.WAITING, view.state());
        assertEquals("plan-order", view.stage());
        assertEquals(List.of("agency:planning"), view.waitsFor());
        assertEquals("queued", permit.inquiry("planning").state());
        assertTrue(hub.sentTo("inquiry.planning")
                .contains(permit.inquiry("planning").id()));
        assertEquals(
                Map.of("property", view.subject()), permit.shown("planning").facts());
    }

    @Test
    void asksAgenciesInParallelWithReasons() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        CaseView view = permit.view();
        assertEquals("inquiries", view.stage());
        assertEquals(List.of("agency:fire", "agency:water", "agency:electricity", "agency:gas"), view.waitsFor());
        assertEquals(
                "fire asked: floors = 8 > 6, rule fire-1, version 1",
                permit.inquiry("fire").reason());
        assertEquals(10L, view.facts().get("allowedFloors"));
        for (String agency : List.of("fire", "water", "electricity", "gas")) {
            assertTrue(hub.sentTo("inquiry." + agency)
                    .contains(permit.inquiry(agency).id()));
        }
    }

    @Test
    void agencySeesOnlyItsFactsAndSheets() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        Inquiry fire = hub.inquiries.claim(permit.inquiry("fire").id()).orElseThrow();
        assertEquals(Map.of("floors", 8L, "uses", List.of("residential"), "planRevision", 1L), fire.facts());
        assertEquals("plan-" + permit.id, fire.attachments().get(0).sha256());
        assertEquals(permit.view().number(), fire.caseNumber());
        assertEquals("building-permit", fire.kind());
        assertNull(fire.due());
        assertEquals(List.of(), permit.shown("water").attachments());
        assertEquals("dispatched", permit.inquiry("fire").state());
    }

    @Test
    void deliveryStartsAgencyDeadlineOnce() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire", "electricity");
        var fire = permit.inquiry("fire");
        assertEquals("delivered", fire.state());
        assertEquals(SmallCityRules.CALENDAR.due(fire.delivered(), WorkingTime.days(15)), fire.due());
        var electricity = permit.inquiry("electricity");
        assertEquals(electricity.delivered().plusSeconds(240 * 3600), electricity.due());
        hub.inquiries.recordDelivery(fire.id(), "again");
        assertEquals(fire.due(), permit.inquiry("fire").due());
        // planning answered without confirming the delivery, which counts as delivery
        assertEquals(
                3,
                hub.events(permit.id).stream()
                        .filter("inquiry.delivered"::equals)
                        .count());
    }

    @Test
    void lastAnswerCreatesBills() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        permit.answer(permit.conditions("fire", "F-12"));
        permit.answer("water", Verdict.APPROVE, null);
        permit.answer("gas", Verdict.APPROVE, null);
        assertEquals(List.of("agency:electricity"), permit.view().waitsFor());
        assertEquals(List.of(), hub.payments.bills(permit.id));
        permit.answer("electricity", Verdict.APPROVE, null);
        Bill bill = hub.payments.bills(permit.id).get(0);
        assertEquals(8_000_000, bill.amount());
        assertEquals("duties", permit.view().stage());
        assertEquals(List.of("payment:" + bill.billId()), permit.view().waitsFor());
    }

    @Test
    void districtApprovalOfPaidCaseIssuesPermit() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        permit.answer(permit.conditions("fire", "F-12"));
        permit.approveAll().pay();
        assertEquals(List.of("verification:district:22"), permit.view().waitsFor());
        CaseView done = permit.verify("approve", null, null);
        assertEquals(State.APPROVED, done.state());
        assertEquals("permit", done.stage());
        assertEquals("code-" + permit.id, done.certificate());
        assertNotNull(done.ended());
        assertEquals(List.of(), done.waitsFor());
        Map<String, Object> content =
                hub.certificates.findByCase(permit.id).orElseThrow().content();
        assertEquals(8L, content.get("floors"));
        assertEquals(
                List.of(Map.of("agency", "fire", "code", "F-12", "text", "Condition F-12")), content.get("conditions"));
        CasesHarness.assertRefused(Kind.CONFLICT, "case.ended", () -> permit.verify("approve", null, null));
    }

    @Test
    void journalContainsAllEventsInValidChain() {
        PermitCase permit = PermitCase.submitted(hub, 4)
                .deliver("planning")
                .planned(5)
                .deliver("gas")
                .approveAll()
                .pay();
        permit.verify("approve", null, null);
        assertEquals(
                List.of(
                        "case.opened",
                        "paper.added",
                        "archive.used",
                        "paper.added",
                        "case.submitted",
                        "stage.entered",
                        "inquiry.asked",
                        "inquiry.delivered",
                        "inquiry.answered",
                        "stage.entered",
                        "inquiry.asked",
                        "inquiry.asked",
                        "inquiry.asked",
                        "inquiry.delivered",
                        "inquiry.delivered",
                        "inquiry.answered",
                        "inquiry.delivered",
                        "inquiry.answered",
                        "inquiry.answered",
                        "stage.entered",
                        "stage.entered",
                        "stage.decided",
                        "stage.entered",
                        "certificate.issued",
                        "case.approved"),
                hub.events(permit.id));
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void journalContainsNoPersonalData() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 8).pay();
        permit.verify("send-back", "papers", "زهرا احمدی must bring a new deed");
        hub.cases.withdraw(CasesHarness.OFFICE, permit.id, permit.version(), "Told by 09022002580, ID 0499370899");
        for (Journal.Entry entry : hub.cases.history(CasesHarness.OFFICE, permit.id)) {
            for (String secret : List.of("0499370899", "9022002580", "احمدی", "زهرا")) {
                assertFalse(entry.details().contains(secret), entry.event() + " " + entry.details());
            }
        }
    }

    @Test
    void journalNamesActorsByLogin() {
        PermitCase permit = PermitCase.submitted(hub, 4).deliver("planning").planned(5);
        List<String> actors = hub.journal.entries(permit.id).stream()
                .map(Journal.Entry::actor)
                .distinct()
                .toList();
        assertEquals(List.of("clerk", Caller.HUB.principal(), "planning-system"), actors);
    }
}
