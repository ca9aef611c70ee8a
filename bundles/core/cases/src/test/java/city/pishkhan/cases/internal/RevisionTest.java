package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Changes of the requested building and of its plan, before and after agencies have answered. */
class RevisionTest {
    private final CasesHarness hub = CasesHarness.shared();

    private static InquiryView byId(PermitCase permit, InquiryView old) {
        return permit.view().inquiries().stream()
                .filter(i -> i.id().equals(old.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void revisionAsksAffectedAgenciesAgain() {
        PermitCase permit = PermitCase.inquiring(hub, 6);
        permit.deliver("gas").approveAll();
        assertEquals("duties", permit.view().stage());
        assertEquals(6_000_000, hub.payments.bills(permit.id).get(0).amount());
        InquiryView water = permit.inquiry("water");
        InquiryView gas = permit.inquiry("gas");
        Answer late = Answer.of(permit.shown("gas"), Verdict.APPROVE, null, "other words");

        permit.revise(8, "plan-grown-scanned");
        assertEquals("inquiries", permit.view().stage());
        assertEquals(
                Set.of("agency:electricity", "agency:gas", "agency:fire"),
                Set.copyOf(permit.view().waitsFor()));
        assertEquals("answered", byId(permit, water).state());
        assertEquals(water.id(), permit.inquiry("water").id());
        assertEquals("superseded", byId(permit, gas).state());
        assertEquals(permit.inquiry("gas").id(), byId(permit, gas).supersededBy());
        CasesHarness.assertRefused(Kind.GONE, "inquiry.superseded", () -> permit.answer(late));

        permit.approveAll();
        assertEquals("duties", permit.view().stage());
        assertEquals(
                List.of("cancelled", "open"),
                hub.payments.bills(permit.id).stream().map(b -> b.state()).toList());
        permit.pay();
        assertEquals(State.APPROVED, permit.verify("approve", null, null).state());
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void agenciesAreNotifiedOfSupersededInquiries() {
        PermitCase permit = PermitCase.inquiring(hub, 6).deliver("gas", "water");
        InquiryView gas = permit.inquiry("gas");
        InquiryView electricity = permit.inquiry("electricity");
        permit.revise(8, null);
        List<AgencyNotice> notices = hub.sentTo("notice.gas").stream()
                .flatMap(n -> hub.inquiries.notice(n).stream())
                .filter(n -> n.inquiry().equals(gas.id()))
                .toList();
        assertEquals(
                List.of(new AgencyNotice(
                        gas.id(),
                        "gas",
                        AgencyNotice.Kind.SUPERSEDED,
                        permit.inquiry("gas").id(),
                        notices.get(0).reason())),
                notices);
        Inquiries.PostedNotice posted = hub.inquiries
                .notices(CasesHarness.agency("gas"), null, 1)
                .items()
                .get(0);
        assertEquals(notices.get(0), posted.notice(), "also where no system of its own hears of it");
        assertTrue(
                hub.inquiries.notices(CasesHarness.agency("water"), null, 100).items().stream()
                        .noneMatch(n -> n.notice().inquiry().equals(gas.id())),
                "and nobody else's");
        CasesHarness.assertRefused(
                Kind.NOT_FOUND, "inquiry.unknown", () -> hub.inquiries.notices(CasesHarness.OFFICE, null, 1));
        assertTrue(hub.inquiries.claim(electricity.id()).isEmpty());
        assertTrue(hub.sentTo("notice.electricity").stream()
                .flatMap(n -> hub.inquiries.notice(n).stream())
                .noneMatch(n -> n.inquiry().equals(electricity.id())));
        assertEquals("delivered", permit.inquiry("water").state());
    }

    @Test
    void newPlanAsksAgenciesThatUsePlans() {
        PermitCase permit = PermitCase.inquiring(hub, 8).approveAll();
        Inquiry old = permit.shown("fire");
        permit.add("plan");
        assertEquals(List.of("agency:fire"), permit.view().waitsFor());
        assertNotEquals(old.digest(), permit.shown("fire").digest());
        assertEquals(2, permit.shown("fire").attachments().get(0).revision());
    }

    @Test
    void paperUnseenByAgenciesChangesNothing() {
        PermitCase permit = PermitCase.inquiring(hub, 8).approveAll();
        permit.add("deed");
        assertEquals("duties", permit.view().stage());
        assertEquals(
                2,
                permit.view().papers().stream()
                        .filter(p -> p.kind().equals("deed"))
                        .findFirst()
                        .orElseThrow()
                        .revision());
    }

    @Test
    void supersededConditionsAreNotInPermit() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        permit.answer(permit.conditions("fire", "F-12"));
        permit.approveAll();
        InquiryView fire = permit.inquiry("fire");
        permit.revise(6, "plan-smaller-scanned").approveAll().pay();
        assertEquals("superseded", byId(permit, fire).state());
        Inquiries.AgencyInquiry asked = hub.inquiries.findForAgency(CasesHarness.agency("fire"), fire.id());
        assertEquals("superseded", asked.state(), "the agency sees that its answer does not count any more");
        assertEquals(
                List.of(
                        Verdict.APPROVE,
                        Verdict.APPROVE_WITH_CONDITIONS,
                        Verdict.REJECT,
                        Verdict.NEED_MORE_INFORMATION,
                        Verdict.EXTEND),
                asked.verdicts());
        UUID notice = hub.sentTo("notice.fire").stream()
                .filter(n -> hub.inquiries.notice(n).stream()
                        .anyMatch(said -> said.inquiry().equals(fire.id())))
                .findFirst()
                .orElseThrow();
        assertEquals(
                AgencyNotice.Kind.SUPERSEDED,
                hub.inquiries.notice(notice).orElseThrow().kind());
        hub.inquiries.recordNoticeDelivery(notice);
        hub.inquiries.recordNoticeDelivery(notice);
        assertEquals(
                1,
                hub.events(permit.id).stream()
                        .filter("inquiry.notice-told"::equals)
                        .count());
        assertEquals(State.APPROVED, permit.verify("approve", null, null).state());
        assertEquals(
                List.of(),
                hub.certificates.findByCase(permit.id).orElseThrow().content().get("conditions"));
    }

    @Test
    void revisionWithdrawsInquiryThatIsNotNeeded() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        InquiryView fire = permit.inquiry("fire");
        permit.revise(6, null);
        assertEquals("withdrawn", byId(permit, fire).state());
        assertTrue(hub.sentTo("notice.fire").stream()
                .flatMap(n -> hub.inquiries.notice(n).stream())
                .anyMatch(n -> n.inquiry().equals(fire.id()) && n.kind() == AgencyNotice.Kind.WITHDRAWN));
        CasesHarness.assertRefused(
                Kind.GONE,
                "inquiry.withdrawn",
                () -> permit.answer(
                        Answer.of(hub.inquiries.find(fire.id()).orElseThrow(), Verdict.APPROVE, null, null)));
    }

    @Test
    void revisionKeepsPaidBills() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4).pay();
        permit.revise(5, null).approveAll();
        assertEquals("duties", permit.view().stage());
        assertEquals(
                List.of(4_000_000L, 1_000_000L),
                hub.payments.bills(permit.id).stream().map(b -> b.amount()).toList());
    }

    @Test
    void journalsOnlyStagesThatWait() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4);
        int before = hub.events(permit.id).size();
        permit.revise(5, null);
        List<String> events = hub.events(permit.id);
        assertEquals(
                List.of(
                        "facts.changed",
                        "inquiry.superseded",
                        "inquiry.asked",
                        "inquiry.superseded",
                        "inquiry.asked",
                        "stage.entered"),
                events.subList(before, events.size()));
        assertTrue(
                hub.journal.entries(permit.id).get(events.size() - 1).details().contains("\"inquiries\""));
    }
}
