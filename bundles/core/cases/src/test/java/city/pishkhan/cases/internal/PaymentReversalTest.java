package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.certificates.Certificates.Certificate;
import org.junit.jupiter.api.Test;

/** A reversed payment: no certificate is issued, and an issued one is held until the bill is paid again. */
class PaymentReversalTest {
    private final CasesHarness hub = CasesHarness.shared();

    private boolean tryReverse(PermitCase permit) {
        hub.payments.reverse(permit.id);
        return hub.signals.paymentReversed(permit.id, "taken-back");
    }

    private void payAgain(PermitCase permit) {
        hub.payments.pay(permit.id);
        hub.signals.paymentRestored(permit.id);
        hub.signals.paymentChanged(permit.id);
    }

    private String certificate(PermitCase permit) {
        return hub.certificates.findByCase(permit.id).map(Certificate::state).orElse("none");
    }

    @Test
    void reversedPaymentDelaysCertificateUntilPaidAgain() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 5).pay();
        assertTrue(tryReverse(permit));
        permit.verify("approve", null, null);
        assertEquals("none", certificate(permit));
        assertEquals(State.WAITING, permit.view().state());
        assertEquals(
                1,
                permit.view().waitsFor().stream()
                        .filter(w -> w.startsWith("payment:"))
                        .count(),
                permit.view().waitsFor()::toString);
        payAgain(permit);
        assertEquals("valid", certificate(permit));
    }

    @Test
    void reversedPaymentHoldsCertificateUntilPaidAgain() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 5).pay();
        permit.verify("approve", null, null);
        assertEquals("valid", certificate(permit));
        assertTrue(tryReverse(permit));
        assertEquals("held", certificate(permit));
        assertTrue(
                hub.journal.entries(permit.id).stream().anyMatch(e -> e.event().equals("case.payment-taken-back")));
        payAgain(permit);
        assertEquals("valid", certificate(permit));
    }

    @Test
    void paymentOfEndedCaseIsNotReversed() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 5).pay();
        permit.verify("refuse", null, "it burns");
        assertFalse(tryReverse(permit));
    }
}
