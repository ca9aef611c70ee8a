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
    private static PaymentsHarness harness;

    @BeforeAll
    static void start() {
        harness = new PaymentsHarness();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    @BeforeEach
    void calm() {
        harness.bank.opening = null;
        harness.bank.refusal = null;
        harness.bank.faults.clear();
        harness.present = harness.engine;
    }

    @Test
    void paymentGoesFromOfficeToReceipt() {
        Bill bill = harness.bill();
        Attempt a = harness.begin(bill);
        assertEquals("started", a.state());
        assertEquals(URI.create("http://bank/page"), a.page());
        assertEquals(Map.of("RefId", "S" + a.order()), a.form());
        assertEquals("open", harness.reload(bill).state(), "an attempt that nobody returned from locks nothing");

        String reference = harness.bank.sale(a.order());
        assertEquals(
                "returned",
                harness.payments.acceptCallback("mellat", form(a, reference)).state());
        assertEquals("pending", harness.reload(bill).state());
        assertTrue(harness.db.sent().contains(new Sent("work.payment", a.id())));

        harness.payments.confirm(a.id());
        Bill paid = harness.reload(bill);
        assertEquals("paid", paid.state());
        assertEquals(reference, paid.receipt().reference());
        assertEquals(DUTY, paid.receipt().amount());
        assertEquals("4711", paid.receipt().terminal());
        assertFalse(paid.receipt().settled().isBefore(paid.receipt().verified()));
        assertEquals(
                List.of(bill.caseId()),
                harness.engine.changed.stream().filter(bill.caseId()::equals).toList());
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
                harness.events(bill));
        assertEquals(List.of(), harness.journal.check(bill.caseId()));
        assertTrue(
                harness.journal.entries(bill.caseId()).stream()
                        .noneMatch(e -> e.details().contains("603770")),
                "no card, masked or not");
        assertEquals("clerk", harness.journal.entries(bill.caseId()).get(1).actor());
        harness.payments.confirm(a.id());
        assertEquals(
                1,
                harness.bank.calls.stream()
                        .filter(("verify " + a.order())::equals)
                        .count(),
                "what has ended costs the bank nothing");
    }

    @Test
    void repeatedCallbackChangesNothing() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        long sent = wakeUps(a);
        harness.payments.acceptCallback("mellat", form(a, "7" + a.order()));
        assertEquals(sent, wakeUps(a));
        harness.payments.confirm(a.id());
        assertEquals(
                "settled",
                harness.payments
                        .acceptCallback("mellat", form(a, "7" + a.order()))
                        .state());
        assertEquals(
                "settled",
                harness.payments.acceptCallback("mellat", form(a, null)).state());
        assertEquals(1, harness.receipts(bill));
    }

    private static long wakeUps(Attempt a) {
        return harness.db.sent().stream().filter(s -> s.id().equals(a.id())).count();
    }

    @Test
    void refusesCallbackOfUnknownAttempt() {
        Attempt a = harness.begin(harness.bill());
        Map<String, String> otherSession = form(a, "1");
        otherSession.put("session", "S0");
        assertEquals("attempt.unknown", refused(otherSession));
        Map<String, String> otherOrder = form(a, "1");
        otherOrder.put("order", "1");
        assertEquals("attempt.unknown", refused(otherOrder));
        assertEquals("payment.callback-form", refused(Map.of("x", "y")));
        assertEquals("started", harness.state(a));
    }

    private static String refused(Map<String, String> form) {
        return assertThrows(Refusal.class, () -> harness.payments.acceptCallback("mellat", form))
                .code();
    }

    @Test
    void callbackBeforeBankAnswerIsAskedToRetry() {
        Bill bill = harness.bill();
        List<String> early = new ArrayList<>();
        harness.bank.meanwhile = order -> early.add(refused(
                Map.of("order", Long.toString(order), "session", "S" + order, "reference", harness.bank.sale(order))));
        Attempt a;
        try {
            a = harness.begin(bill);
        } finally {
            harness.bank.meanwhile = order -> {};
        }
        assertEquals(List.of("attempt.opening"), early);
        harness.payments.acceptCallback("mellat", form(a, "7" + a.order()));
        harness.payments.confirm(a.id());
        assertEquals("paid", harness.reload(bill).state());
    }

    @Test
    void cancellationIsConfirmedWithBankFirst() {
        Bill bill = harness.bill();
        Attempt a = harness.begin(bill);
        harness.payments.acceptCallback("mellat", form(a, null));
        assertEquals("returned", harness.state(a));
        harness.payments.confirm(a.id());
        assertEquals("failed", harness.state(a));
        assertTrue(harness.bank.calls.contains("inquire " + a.order()));
        assertEquals("open", harness.reload(bill).state());
        assertEquals("started", harness.begin(bill).state(), "the payer may try again");
    }

    @Test
    void returnedPaymentBlocksNewAttempt() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        assertEquals("returned", harness.state(a));
        Refusal refused = assertThrows(Refusal.class, () -> harness.begin(bill));
        assertEquals("bill.being-settled", refused.code());
        harness.payments.confirm(a.id());
        assertEquals("paid", harness.reload(bill).state());
    }

    @Test
    void paymentAfterReportedCancellationIsVerified() {
        Bill bill = harness.bill();
        Attempt a = harness.begin(bill);
        harness.payments.acceptCallback("mellat", form(a, null));
        harness.payments.acceptCallback("mellat", form(a, harness.bank.sale(a.order())));
        harness.payments.confirm(a.id());
        assertEquals("paid", harness.reload(bill).state());
    }

    @Test
    void paymentAfterFailedAttemptPaysBill() {
        Bill bill = harness.bill();
        Attempt a = harness.begin(bill);
        harness.payments.acceptCallback("mellat", form(a, null));
        harness.payments.confirm(a.id());
        assertEquals("failed", harness.state(a));
        harness.payments.acceptCallback("mellat", form(a, harness.bank.sale(a.order())));
        harness.payments.confirm(a.id());
        assertEquals("paid", harness.reload(bill).state());
    }

    @Test
    void forgedReferenceFailsWithoutBlockingOwner() {
        Bill bill = harness.bill();
        Attempt owner = harness.begin(bill);
        Attempt thief = harness.begin(harness.bill());
        String reference = harness.bank.sale(owner.order());
        harness.bank.next(
                "verify",
                (sale, bank) -> new city.pishkhan.spi.PaymentGateway.Outcome(
                        city.pishkhan.spi.PaymentGateway.Outcome.Kind.REFUSED, "55", null));
        harness.payments.acceptCallback("mellat", form(thief, reference));
        harness.payments.acceptCallback("mellat", form(owner, reference));
        harness.payments.confirm(thief.id());
        assertEquals("failed", harness.state(thief));
        harness.payments.confirm(owner.id());
        assertEquals("paid", harness.reload(bill).state());
    }

    @Test
    void paidBillRefusesNewAttempt() {
        Bill bill = harness.bill();
        harness.payments.confirm(harness.paid(bill).id());
        assertEquals(
                "bill.paid",
                assertThrows(Refusal.class, () -> harness.begin(bill)).code());
    }

    @Test
    void refusesBillOfOtherCase() {
        Bill bill = harness.bill();
        var e = assertThrows(Refusal.class, () -> harness.payments.begin(CLERK, harness.someCase(), bill.id(), null));
        assertEquals("bill.unknown", e.code());
        var f = assertThrows(Refusal.class, () -> harness.payments.begin(CLERK, bill.caseId(), Ids.next(), null));
        assertEquals("bill.unknown", f.code());
    }

    @Test
    void refusesUnknownGateway() {
        Bill bill = harness.bill();
        assertEquals(
                404,
                assertThrows(Refusal.class, () -> harness.payments.begin(CLERK, bill.caseId(), bill.id(), "melli"))
                        .kind()
                        .status());
        assertEquals(
                "mellat",
                harness.payments.begin(CLERK, bill.caseId(), bill.id(), null).gateway());
    }

    @Test
    void silentOrRefusingBankFailsAttempt() {
        Bill bill = harness.bill();
        harness.bank.opening = new PartnerUnavailable("timeout");
        assertEquals(
                "gateway.no-answer",
                assertThrows(Refusal.class, () -> harness.begin(bill)).code());
        harness.bank.opening = null;
        harness.bank.refusal = "421";
        var e = assertThrows(Refusal.class, () -> harness.begin(bill));
        assertEquals("gateway.refused", e.code());
        assertTrue(e.english().contains("421") && e.persian().contains("۴۲۱"));
        List<Attempt> attempts = harness.payments.attempts(bill.id());
        assertEquals(
                List.of("failed", "failed"),
                attempts.stream().map(Attempt::state).toList());
        assertNull(attempts.get(0).page());
        harness.bank.refusal = null;
        assertNotNull(harness.begin(bill).page());
    }

    @Test
    void absentEngineLosesNoPayment() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.present = null;
        assertEquals(
                503,
                assertThrows(Refusal.class, () -> harness.begin(bill)).kind().status());
        assertThrows(Refusal.class, () -> harness.payments.confirm(a.id()), "the queue brings it again");
        harness.present = harness.engine;
        harness.payments.confirm(a.id());
        assertEquals("paid", harness.reload(bill).state());
    }

    @Test
    void limitsConcurrentOpeningsPerGateway() {
        GatewayRegistry gatewayRegistry = new GatewayRegistry(harness.merchants, harness.watch);
        try (var first = gatewayRegistry.tryEnter(harness.bank, 1).orElseThrow()) {
            assertTrue(gatewayRegistry.tryEnter(harness.bank, 1).isEmpty());
        }
        gatewayRegistry.tryEnter(harness.bank, 1).orElseThrow().close();
    }
}
