package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.certificates.Deliveries.Choice;
import city.pishkhan.spi.PostalService.Step;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A procedure with delivery: the engine with the real deliveries. */
class DeliveryStageTest {
    private static final String OWNER = PermitCase.OWNER.nationalId();
    private static final Choice HOME = new Choice("home", "زهرا احمدی", "خیابان آزادی", "1619735744", null);
    private static final Choice OFFICE = new Choice("office", null, null, null, null);

    private final CasesHarness hub = CasesHarness.shared();

    @AfterEach
    void tidy() {
        hub.offices.suspended.clear();
    }

    private PermitCase paid() {
        return PermitCase.open(hub, "delivered-permit", 4).pay();
    }

    private Deliveries.Delivery delivery(PermitCase permit) {
        return hub.deliveries.findByCase(permit.id).orElseThrow();
    }

    private void carry(PermitCase permit) {
        hub.deliveries.advance(delivery(permit).id());
    }

    private long count(PermitCase permit, String event) {
        return hub.events(permit.id).stream().filter(event::equals).count();
    }

    @Test
    void issuedCertificateWaitsForDeliveryChoice() {
        PermitCase permit = paid();
        CaseView view = permit.view();
        assertEquals("delivery", view.stage());
        assertEquals(State.OPEN, view.state());
        assertEquals(List.of("delivery:choice"), view.waitsFor());
        assertNotNull(view.certificate(), "valid from its issue");
        CasesHarness.assertRefused(Kind.CONFLICT, "case.certified", () -> permit.revise(5, null));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.certified",
                () -> hub.cases.withdraw(CasesHarness.OFFICE, permit.id, view.version(), "sold"));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.not-at-decision",
                () -> hub.cases.verify(CasesHarness.OFFICE, permit.id, view.version(), "approve", null, null));

        hub.deliveries.arrange(CasesHarness.OFFICE, permit.id, OFFICE);
        assertEquals(List.of("delivery:ready"), permit.view().waitsFor());
        assertEquals(State.WAITING, permit.view().state());
        hub.deliveries.handOver(CasesHarness.OFFICE, delivery(permit).id(), OWNER);
        assertEquals(State.APPROVED, permit.view().state());
        assertEquals(1, count(permit, "certificate.issued"));
        assertEquals(1, count(permit, "delivery.handed-over"));
        assertEquals(List.of(), hub.journal.check(permit.id));
        CasesHarness.assertRefused(
                Kind.CONFLICT, "case.ended", () -> hub.deliveries.arrange(CasesHarness.OFFICE, permit.id, HOME));
    }

    @Test
    void earlierChoiceIsOrderedOnIssue() {
        PermitCase permit = PermitCase.open(hub, "delivered-permit", 4);
        hub.deliveries.arrange(CasesHarness.OFFICE, permit.id, HOME);
        assertEquals("duties", permit.view().stage());
        assertEquals(Deliveries.State.ARRANGED, delivery(permit).state());
        assertNull(permit.view().certificate());
        permit.pay();
        assertEquals(List.of("delivery:ordered"), permit.view().waitsFor());
        assertEquals(
                List.of(delivery(permit).id()),
                hub.sentTo("work.delivery").stream()
                        .filter(delivery(permit).id()::equals)
                        .toList());
        carry(permit);
        assertEquals(List.of("delivery:accepted"), permit.view().waitsFor());
        hub.post.moveAll(Step.DELIVERED);
        carry(permit);
        assertEquals(State.APPROVED, permit.view().state());
        assertEquals(List.of(), permit.view().waitsFor());
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void returnedLetterCanBeHandedOver() {
        PermitCase permit = paid();
        hub.deliveries.arrange(CasesHarness.OFFICE, permit.id, HOME);
        carry(permit);
        hub.post.moveAll(Step.RETURNED);
        carry(permit);
        assertEquals(State.OPEN, permit.view().state());
        assertEquals(List.of("delivery:choice"), permit.view().waitsFor());
        hub.deliveries.handOver(CasesHarness.OFFICE, delivery(permit).id(), OWNER);
        assertEquals(State.APPROVED, permit.view().state());
    }

    @Test
    void suspendedOfficeDoesNotHoldIssuedCertificate() {
        PermitCase permit = paid();
        hub.deliveries.arrange(CasesHarness.OFFICE, permit.id, HOME);
        carry(permit);
        hub.offices.suspended.add("1204");
        hub.post.moveAll(Step.DELIVERED);
        carry(permit);
        CaseView view = permit.view();
        assertEquals(State.APPROVED, view.state());
        assertNull(view.held());
    }

    @Test
    void withdrawnCaseIsNotDelivered() {
        PermitCase permit = PermitCase.open(hub, "delivered-permit", 4);
        hub.deliveries.arrange(CasesHarness.OFFICE, permit.id, HOME);
        hub.cases.withdraw(CasesHarness.OFFICE, permit.id, permit.version(), "The owner sold");
        assertEquals(Deliveries.State.CANCELLED, delivery(permit).state());
    }

    @Test
    void serviceWithoutDeliveryRejectsChoice() {
        PermitCase permit = PermitCase.open(hub, 4);
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "delivery.not-offered",
                () -> hub.deliveries.arrange(CasesHarness.OFFICE, permit.id, OFFICE));
    }
}
