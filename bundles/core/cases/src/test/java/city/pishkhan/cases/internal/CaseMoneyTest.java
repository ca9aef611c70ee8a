package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.certificates.Deliveries.Choice;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bills of a case when facts change, when it is certified, and when it ends without a certificate. */
class CaseMoneyTest {
    private static final Choice OFFICE = new Choice("office", null, null, null, null);
    private static final Choice HOME = new Choice("home", "زهرا احمدی", "خیابان آزادی", "1619735744", null);

    private final CasesHarness hub = CasesHarness.shared();

    private List<String> states(PermitCase permit) {
        return hub.payments.bills(permit.id).stream().map(Bill::state).toList();
    }

    /**
     * Requested numbers of floors in sequence; at each bar the open bill is paid. Each floor except the first costs a
     * million rial.
     */
    @ParameterizedTest(name = "floors {0}")
    @CsvSource({
        "4, 4",
        "4 5, 5",
        "5 4, 4",
        "4 1, 0",
        "4 | 5, 5",
        "5 | 3, 3",
        "4 | 1, 0",
        "4 | 6 | 2, 2",
        "4 | 2 | 6, 6",
        "4 | 6 3, 3",
        "3 5 | 6 2, 2",
        "1 | 4 | 1, 0"
    })
    void certificateShowsAmountDueAfterRevisions(String story, long floors) {
        List<String> parts = List.of(story.split(" "));
        PermitCase permit = PermitCase.inquiriesApproved(hub, Integer.parseInt(parts.get(0)));
        for (String part : parts.subList(1, parts.size())) {
            if (part.equals("|")) {
                permit.pay();
            } else {
                permit.revise(Integer.parseInt(part), null).approveAll();
            }
        }
        permit.pay();
        List<DutyLine> owed = hub.cases.duties(CasesHarness.OFFICE, permit.id);
        assertEquals(State.APPROVED, permit.verify("approve", null, null).state());
        Map<String, Object> said =
                hub.certificates.findByCase(permit.id).orElseThrow().content();
        assertEquals(floors * 1_000_000, said.get("amount"));
        assertEquals(owed.stream().mapToLong(DutyLine::amount).sum(), said.get("amount"));
        assertEquals(
                floors == 0
                        ? List.of()
                        : List.of(Map.of("code", "permit", "title", "عوارض پروانه", "amount", floors * 1_000_000)),
                said.get("duties"));
        assertEquals(owed, hub.cases.duties(CasesHarness.OFFICE, permit.id), "and goes on saying so");
    }

    @Test
    void revisionCancelsOutdatedBillImmediately() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4);
        permit.revise(6, null);
        assertEquals("inquiries", permit.view().stage());
        assertEquals(List.of("cancelled"), states(permit), "though what is owed now is not billed yet");
        permit.approveAll();
        assertEquals(List.of("cancelled", "open"), states(permit));
        permit.add("plan");
        assertEquals(List.of("cancelled", "open"), states(permit), "another plan of the same size owes the same");
        permit.approveAll().pay();
        assertEquals("final-verification", permit.view().stage());
    }

    @Test
    void returnedCaseHasNoOpenBillUntilCorrected() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 8);
        permit.answer("fire", Verdict.APPROVE, null);
        permit.add("plan");
        permit.answer("fire", Verdict.NEED_MORE_INFORMATION, "stairs");
        assertEquals("papers", permit.view().stage());
        assertEquals(List.of("cancelled"), states(permit));
        permit.add("plan").submit().approveAll();
        assertEquals(List.of("cancelled", "open"), states(permit));
    }

    private void assertRefunded(PermitCase permit, CaseEnd end) {
        assertEquals(end, hub.payments.ends.get(permit.id));
        assertEquals(SmallCityRules.SHARES.of(end), hub.payments.refunds.get(permit.id));
    }

    @Test
    void refundsDependOnHowCaseEnds() {
        PermitCase refused = PermitCase.inquiriesApproved(hub, 4).pay();
        refused.verify("refuse", null, "The land is contested");
        assertRefunded(refused, CaseEnd.REFUSED);

        PermitCase rejected = PermitCase.inquiriesApproved(hub, 4).pay();
        rejected.revise(5, null).answer("gas", Verdict.REJECT, "no pipe");
        assertRefunded(rejected, CaseEnd.REFUSED);

        PermitCase lapsed = PermitCase.inquiriesApproved(hub, 4).pay();
        lapsed.revise(5, null).deliver("gas");
        hub.sweepAt(lapsed.inquiry("gas").due().plusSeconds(1));
        assertEquals(State.REFUSED, lapsed.view().state());
        assertRefunded(lapsed, CaseEnd.LAPSED);

        PermitCase withdrawn = PermitCase.inquiriesApproved(hub, 4).pay();
        hub.cases.withdraw(CasesHarness.OFFICE, withdrawn.id, withdrawn.version(), "sold");
        assertRefunded(withdrawn, CaseEnd.WITHDRAWN);

        PermitCase approved = PermitCase.inquiriesApproved(hub, 4).pay();
        approved.verify("approve", null, null);
        assertNull(hub.payments.ends.get(approved.id));
        revoke(approved);
        assertEquals(State.APPROVED, approved.view().state(), "it ended before");
        assertRefunded(approved, CaseEnd.REVOKED);
    }

    private void revoke(PermitCase permit) {
        Map<String, String> terms = Map.of(
                "code", hub.certificates.findByCase(permit.id).orElseThrow().code());
        hub.revocation.check(terms);
        assertFalse(
                hub.revocation.journalTerms(terms).toString().contains(terms.get("code")),
                "the journal is no way to the paper");
        Approval asked = new Approval(
                permit.id,
                "certificate-revoke",
                terms,
                "a reason",
                "asked",
                "asker",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null);
        String number = hub.revocation.execute(CasesHarness.INSTITUTE, asked);
        assertEquals("revoked: " + number, hub.revocation.outcome(number).english());
        CasesHarness.assertRefused(Kind.CONFLICT, "certificate.revoked", () -> hub.revocation.check(terms));
        CasesHarness.assertRefused(Kind.NOT_FOUND, "certificate.unknown", () -> hub.revocation.check(Map.of()));
    }

    private Deliveries.Delivery delivery(PermitCase permit) {
        return hub.deliveries.findByCase(permit.id).orElseThrow();
    }

    @Test
    void revokedCertificateAtOfficeIsNotHandedOver() {
        PermitCase permit = PermitCase.open(hub, "delivered-permit", 4).pay();
        hub.deliveries.arrange(CasesHarness.OFFICE, permit.id, OFFICE);
        revoke(permit);
        assertEquals(State.REFUSED, permit.view().state());
        assertRefunded(permit, CaseEnd.REVOKED);
        assertEquals(Deliveries.State.CANCELLED, delivery(permit).state());
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "delivery.stopped",
                () -> hub.deliveries.handOver(
                        CasesHarness.OFFICE, delivery(permit).id(), PermitCase.OWNER.nationalId()));
        CasesHarness.assertRefused(
                Kind.CONFLICT, "case.ended", () -> hub.deliveries.arrange(CasesHarness.OFFICE, permit.id, HOME));
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void revocationRecallsLetter() {
        PermitCase permit = PermitCase.open(hub, "delivered-permit", 4).pay();
        hub.deliveries.arrange(CasesHarness.OFFICE, permit.id, HOME);
        hub.deliveries.advance(delivery(permit).id());
        revoke(permit);
        assertTrue(delivery(permit).recalled());
        hub.deliveries.advance(delivery(permit).id());
        assertEquals(Deliveries.State.CANCELLED, delivery(permit).state());
        assertNotNull(delivery(permit).stopped());
    }
}
