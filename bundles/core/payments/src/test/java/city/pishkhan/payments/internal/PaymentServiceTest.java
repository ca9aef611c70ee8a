package city.pishkhan.payments.internal;

import static city.pishkhan.payments.internal.PaymentsHarness.CLERK;
import static city.pishkhan.payments.internal.PaymentsHarness.DUTY;
import static city.pishkhan.payments.internal.PaymentsHarness.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.persistence.TestStore.Sent;
import city.pishkhan.spi.PartnerUnavailable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The normal course of a payment, and mistakes of callers. */
class PaymentServiceTest {
    private static PaymentsHarness town;

    @BeforeAll
    static void start() {
        town = new PaymentsHarness();
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    @BeforeEach
    void calm() {
        town.bank.opening = null;
        town.bank.refusal = null;
        town.bank.faults.clear();
        town.present = town.engine;
    }

    @Test
    void aPaymentGoesFromTheOfficeToTheReceipt() {
        Bill bill = town.bill();
        Attempt a = town.begin(bill);
        assertEquals("started", a.state());
        assertEquals(URI.create("http://bank/page"), a.page());
        assertEquals(Map.of("RefId", "S" + a.order()), a.form());
        assertEquals("open", town.look(bill).state(), "an attempt that nobody returned from locks nothing");

        String reference = town.bank.sale(a.order());
        assertEquals(
                "returned", town.payments.callback("mellat", form(a, reference)).state());
        assertEquals("pending", town.look(bill).state());
        assertTrue(town.db.sent().contains(new Sent("work.payment", a.id())));

        town.payments.confirm(a.id());
        Bill paid = town.look(bill);
        assertEquals("paid", paid.state());
        assertEquals(reference, paid.receipt().reference());
        assertEquals(DUTY, paid.receipt().amount());
        assertEquals("4711", paid.receipt().terminal());
        assertFalse(paid.receipt().settled().isBefore(paid.receipt().verified()));
        assertEquals(
                List.of(bill.caseId()),
                town.engine.changed.stream().filter(bill.caseId()::equals).toList());
        assertEquals(
                List.of(
                        "payment.billed",
                        "payment.created",
                        "payment.started",
                        "payment.returned",
                        "payment.verifying",
                        "payment.verified",
                        "payment.settling",
                        "payment.settled"),
                town.events(bill));
        assertEquals(List.of(), town.journal.check(bill.caseId()));
        assertTrue(
                town.journal.entries(bill.caseId()).stream()
                        .noneMatch(e -> e.details().contains("603770")),
                "no card, masked or not");
        assertEquals("clerk", town.journal.entries(bill.caseId()).get(1).actor());
        town.payments.confirm(a.id());
        assertEquals(
                1,
                town.bank.calls.stream().filter(("verify " + a.order())::equals).count(),
                "what has ended costs the bank nothing");
    }

    @Test
    void aRepeatedCallbackChangesNothing() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        long sent = wakeUps(a);
        town.payments.callback("mellat", form(a, "7" + a.order()));
        assertEquals(sent, wakeUps(a));
        town.payments.confirm(a.id());
        assertEquals(
                "settled",
                town.payments.callback("mellat", form(a, "7" + a.order())).state());
        assertEquals("settled", town.payments.callback("mellat", form(a, null)).state());
        assertEquals(1, town.receipts(bill));
    }

    private static long wakeUps(Attempt a) {
        return town.db.sent().stream().filter(s -> s.id().equals(a.id())).count();
    }

    @Test
    void aCallbackThatMatchesNothingStoredIsRefused() {
        Attempt a = town.begin(town.bill());
        Map<String, String> otherSession = form(a, "1");
        otherSession.put("session", "S0");
        assertEquals("attempt.unknown", refused(otherSession));
        Map<String, String> otherOrder = form(a, "1");
        otherOrder.put("order", "1");
        assertEquals("attempt.unknown", refused(otherOrder));
        assertEquals("payment.callback-form", refused(Map.of("x", "y")));
        assertEquals("started", town.state(a));
    }

    private static String refused(Map<String, String> form) {
        return assertThrows(Refusal.class, () -> town.payments.callback("mellat", form))
                .code();
    }

    @Test
    void aPayerWhoIsBackBeforeTheBanksAnswerIsAskedToComeAgain() {
        Bill bill = town.bill();
        List<String> early = new ArrayList<>();
        town.bank.meanwhile = order -> early.add(refused(
                Map.of("order", Long.toString(order), "session", "S" + order, "reference", town.bank.sale(order))));
        Attempt a;
        try {
            a = town.begin(bill);
        } finally {
            town.bank.meanwhile = order -> {};
        }
        assertEquals(List.of("attempt.opening"), early);
        town.payments.callback("mellat", form(a, "7" + a.order()));
        town.payments.confirm(a.id());
        assertEquals("paid", town.look(bill).state());
    }

    @Test
    void aCancellationClosesOnlyAfterTheBankSaidSo() {
        Bill bill = town.bill();
        Attempt a = town.begin(bill);
        town.payments.callback("mellat", form(a, null));
        assertEquals("returned", town.state(a));
        town.payments.confirm(a.id());
        assertEquals("failed", town.state(a));
        assertTrue(town.bank.calls.contains("inquire " + a.order()));
        assertEquals("open", town.look(bill).state());
        assertEquals("started", town.begin(bill).state(), "the payer may try again");
    }

    @Test
    void whoCameBackAndPaidDoesNotPayAgain() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        assertEquals("returned", town.state(a));
        Refusal refused = assertThrows(Refusal.class, () -> town.begin(bill));
        assertEquals("bill.being-settled", refused.code());
        town.payments.confirm(a.id());
        assertEquals("paid", town.look(bill).state());
    }

    @Test
    void aCancellationThatTheBankContradictsIsVerified() {
        Bill bill = town.bill();
        Attempt a = town.begin(bill);
        town.payments.callback("mellat", form(a, null));
        town.payments.callback("mellat", form(a, town.bank.sale(a.order())));
        town.payments.confirm(a.id());
        assertEquals("paid", town.look(bill).state());
    }

    @Test
    void aPayerWhoPaysAfterBeingGivenUpHasPaid() {
        Bill bill = town.bill();
        Attempt a = town.begin(bill);
        town.payments.callback("mellat", form(a, null));
        town.payments.confirm(a.id());
        assertEquals("failed", town.state(a));
        town.payments.callback("mellat", form(a, town.bank.sale(a.order())));
        town.payments.confirm(a.id());
        assertEquals("paid", town.look(bill).state());
    }

    @Test
    void aForgedReferenceFailsAndDoesNotKeepItsOwnerOut() {
        Bill bill = town.bill();
        Attempt owner = town.begin(bill);
        Attempt thief = town.begin(town.bill());
        String reference = town.bank.sale(owner.order());
        town.bank.next(
                "verify",
                (sale, bank) -> new city.pishkhan.spi.PaymentGateway.Outcome(
                        city.pishkhan.spi.PaymentGateway.Outcome.Kind.REFUSED, "55", null));
        town.payments.callback("mellat", form(thief, reference));
        town.payments.callback("mellat", form(owner, reference));
        town.payments.confirm(thief.id());
        assertEquals("failed", town.state(thief));
        town.payments.confirm(owner.id());
        assertEquals("paid", town.look(bill).state());
    }

    @Test
    void aPaidBillTakesNoNewAttempt() {
        Bill bill = town.bill();
        town.payments.confirm(town.paid(bill).id());
        assertEquals(
                "bill.paid", assertThrows(Refusal.class, () -> town.begin(bill)).code());
    }

    @Test
    void aBillOfAnotherCaseIsNotKnown() {
        Bill bill = town.bill();
        var e = assertThrows(Refusal.class, () -> town.payments.begin(CLERK, town.someCase(), bill.id(), null));
        assertEquals("bill.unknown", e.code());
        var f = assertThrows(Refusal.class, () -> town.payments.begin(CLERK, bill.caseId(), Ids.next(), null));
        assertEquals("bill.unknown", f.code());
    }

    @Test
    void anUnknownGatewayIsNamed() {
        Bill bill = town.bill();
        assertEquals(
                404,
                assertThrows(Refusal.class, () -> town.payments.begin(CLERK, bill.caseId(), bill.id(), "melli"))
                        .kind()
                        .status());
        assertEquals(
                "mellat",
                town.payments.begin(CLERK, bill.caseId(), bill.id(), null).gateway());
    }

    @Test
    void aBankThatDoesNotAnswerOrRefusesTakesNothing() {
        Bill bill = town.bill();
        town.bank.opening = new PartnerUnavailable("timeout");
        assertEquals(
                "gateway.no-answer",
                assertThrows(Refusal.class, () -> town.begin(bill)).code());
        town.bank.opening = null;
        town.bank.refusal = "421";
        var e = assertThrows(Refusal.class, () -> town.begin(bill));
        assertEquals("gateway.refused", e.code());
        assertTrue(e.english().contains("421") && e.persian().contains("۴۲۱"));
        List<Attempt> attempts = town.payments.attempts(bill.id());
        assertEquals(
                List.of("failed", "failed"),
                attempts.stream().map(Attempt::state).toList());
        assertNull(attempts.get(0).page());
        town.bank.refusal = null;
        assertNotNull(town.begin(bill).page());
    }

    @Test
    void withoutTheEngineNothingIsLost() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.present = null;
        assertEquals(
                503, assertThrows(Refusal.class, () -> town.begin(bill)).kind().status());
        assertThrows(Refusal.class, () -> town.payments.confirm(a.id()), "the queue brings it again");
        town.present = town.engine;
        town.payments.confirm(a.id());
        assertEquals("paid", town.look(bill).state());
    }

    @Test
    void aGatewayTakesSoManyOpeningsAtOnce() {
        GatewayRegistry gatewayRegistry = new GatewayRegistry(town.merchants, town.watch);
        try (var first = gatewayRegistry.enter(town.bank, 1).orElseThrow()) {
            assertTrue(gatewayRegistry.enter(town.bank, 1).isEmpty());
        }
        gatewayRegistry.enter(town.bank, 1).orElseThrow().close();
    }
}
