package city.pishkhan.payments.internal;

import static city.pishkhan.payments.internal.PaymentsHarness.CLERK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.payments.internal.FakeGateway.Nature;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.spi.PartnerUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two banks: vehicle duty prefers Saman, all other services prefer Mellat. */
class GatewaySelectionTest {
    private static PaymentsHarness harness;
    private FakeGateway mellat;
    private FakeGateway saman;

    @BeforeAll
    static void start() {
        harness = new PaymentsHarness();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    @BeforeEach
    void banks() {
        mellat = harness.bank;
        mellat.opening = null;
        mellat.refusal = null;
        saman = new FakeGateway("saman", Nature.ONE_STEP, harness.db.tx()::isActive);
        harness.gatewayRegistry.add(saman);
        approve(saman);
        // reset the breaker after failures in earlier tests
        harness.gatewayRegistry.breaker(mellat).close();
        harness.gatewayRegistry.breaker(saman).close();
    }

    @AfterEach
    void remove() {
        harness.gatewayRegistry.remove(saman);
    }

    private static void approve(FakeGateway gateway) {
        try {
            harness.requestAndApprove("merchant-account", gateway);
        } catch (Refusal e) {
            assertEquals("merchant.approved", e.code());
        }
    }

    private static Attempt begin(Bill bill, String gateway) {
        return harness.payments.begin(CLERK, bill.caseId(), bill.id(), gateway);
    }

    private static Refusal refused(Bill bill, String gateway) {
        return assertThrows(Refusal.class, () -> begin(bill, gateway));
    }

    private static List<String> tries(Bill bill) {
        return harness.payments.attempts(bill.id()).stream()
                .map(a -> a.gateway() + " " + a.state())
                .toList();
    }

    @Test
    void eachServiceHasItsPreferredGateway() {
        assertEquals("mellat", begin(harness.bill(), null).gateway());
        assertEquals("saman", begin(harness.bill("vehicle-duty"), " ").gateway());
    }

    @Test
    void cardReaderNeverOpensPaymentSession() {
        harness.gatewayRegistry.remove(saman);
        FakeGateway reader = new FakeGateway("saman", Nature.COUNTER, harness.db.tx()::isActive);
        harness.gatewayRegistry.add(reader);
        try {
            assertEquals("gateway.counter", refused(harness.bill(), "saman").code());
            assertEquals("mellat", begin(harness.bill("vehicle-duty"), null).gateway());
            assertEquals(List.of(), reader.calls);
        } finally {
            harness.gatewayRegistry.remove(reader);
        }
    }

    @Test
    void fallsBackWhenFirstBankDoesNotAnswer() {
        mellat.opening = new PartnerUnavailable("timeout");
        Bill bill = harness.bill();
        Attempt a = begin(bill, null);
        assertEquals(List.of("mellat failed", "saman started"), tries(bill));
        harness.payments.acceptCallback("saman", PaymentsHarness.form(a, saman.sale(a.order())));
        harness.payments.confirm(a.id());
        assertEquals("saman", harness.reload(bill).receipt().gateway());
        assertEquals(List.of(), harness.journal.check(bill.caseId()));
        assertTrue(harness.events(bill).contains("payment.failed"), "what failed is on record");
    }

    @Test
    void fallsBackWhenFirstBankRefuses() {
        mellat.refusal = "34";
        Bill bill = harness.bill();
        assertEquals("saman", begin(bill, null).gateway());
        assertEquals(List.of("mellat failed", "saman started"), tries(bill));
    }

    @Test
    void skipsGatewayWithWithdrawnAccount() {
        harness.requestAndApprove("merchant-withdraw", saman);
        Bill bill = harness.bill("vehicle-duty");
        assertEquals("mellat", begin(bill, null).gateway());
        assertEquals(List.of("mellat started"), tries(bill));
        assertEquals(List.of(), saman.calls);
    }

    @Test
    void skipsAbsentGateway() {
        harness.gatewayRegistry.remove(saman);
        assertEquals("mellat", begin(harness.bill("vehicle-duty"), null).gateway());
    }

    @Test
    void skipsFailingGatewayAndRetriesLater() {
        mellat.opening = new PartnerUnavailable("timeout");
        for (int i = 0; i < 3; i++) {
            begin(harness.bill(), null);
        }
        int asked = mellat.calls.size();
        Bill bill = harness.bill();
        begin(bill, null);
        assertEquals(List.of("saman started"), tries(bill));
        assertEquals(asked, mellat.calls.size());
        mellat.opening = null;
        harness.watch.advance(Duration.ofSeconds(11));
        assertEquals("mellat", begin(harness.bill(), null).gateway());
        assertEquals("mellat", begin(harness.bill(), null).gateway());
    }

    @Test
    void namedGatewayIsUsedOrRefusalExplainsWhy() {
        assertEquals("saman", begin(harness.bill(), "saman").gateway());
        mellat.opening = new PartnerUnavailable("timeout");
        Bill bill = harness.bill();
        assertEquals("gateway.no-answer", refused(bill, "mellat").code());
        assertEquals(List.of("mellat failed"), tries(bill));
        harness.gatewayRegistry.remove(saman);
        assertEquals("gateway.no-answer", refused(bill, "saman").code());
        assertEquals(404, refused(bill, "nowhere").kind().status());
    }

    /** An open session needs no call to the bank, whether the payer named the gateway or not. */
    @Test
    void busyGatewayStillReturnsOpenSession() {
        Bill opened = harness.bill();
        Attempt attempt = begin(opened, "mellat");
        List<GatewayRegistry.OpeningPermit> taken = new ArrayList<>();
        for (Optional<GatewayRegistry.OpeningPermit> place;
                (place = harness.gatewayRegistry.tryEnter(mellat, 1)).isPresent(); ) {
            taken.add(place.get());
        }
        try {
            assertEquals("gateway.busy", refused(harness.bill(), "mellat").code());
            assertEquals(attempt.id(), begin(opened, null).id());
            assertEquals(attempt.id(), begin(opened, "mellat").id());
            assertEquals(List.of("mellat started"), tries(opened));
        } finally {
            taken.forEach(GatewayRegistry.OpeningPermit::close);
        }
    }

    @Test
    void refusesGatewayOfOtherServices() {
        FakeGateway melli = new FakeGateway("melli", harness.db.tx()::isActive);
        harness.gatewayRegistry.add(melli);
        try {
            Refusal refusal = refused(harness.bill(), "melli");
            assertEquals("gateway.not-for-service", refusal.code());
            assertTrue(refusal.english().contains("mellat, saman")
                    && refusal.persian().contains("\u2066mellat\u2069، \u2066saman\u2069"));
        } finally {
            harness.gatewayRegistry.remove(melli);
        }
    }

    @Test
    void namesAllGatewaysWhenNoBankAnswers() {
        mellat.opening = new PartnerUnavailable("timeout");
        saman.opening = new PartnerUnavailable("timeout");
        Bill bill = harness.bill();
        Refusal refusal = refused(bill, null);
        assertEquals("gateway.no-answer", refusal.code());
        assertTrue(refusal.english().contains("mellat, saman"), refusal::english);
        assertEquals(List.of("mellat failed", "saman failed"), tries(bill));
        assertEquals("open", harness.reload(bill).state());
    }

    @Test
    void paidBillIsNotTriedAtAnyGateway() {
        Bill bill = harness.bill();
        harness.payments.confirm(harness.paid(bill).id());
        assertEquals("bill.paid", refused(bill, null).code());
        assertEquals(List.of("mellat settled"), tries(bill));
    }
}
