package city.pishkhan.payments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.payments.internal.FakeGateway.Nature;
import city.pishkhan.persistence.TestStore.Sent;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Failures of banks and nodes that are handled in the same way at every bank. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AttemptConfirmationTest {
    /**
     * time after which a sale lapses: 20 minutes of the session, 30 more to verify, and the maximum difference between
     * clocks
     */
    static final Duration LAPSE = Duration.ofMinutes(56);

    private final Nature nature;
    PaymentsHarness harness;

    AttemptConfirmationTest(Nature nature) {
        this.nature = nature;
    }

    @BeforeAll
    void start() {
        harness = new PaymentsHarness(nature);
    }

    @AfterAll
    void stop() {
        harness.close();
    }

    @BeforeEach
    void calm() {
        harness.bank.faults.clear();
        harness.engine.failures = 0;
    }

    void assertPaidOnce(Bill bill, Attempt a) {
        assertEquals("settled", harness.state(a));
        assertEquals("paid", harness.reload(bill).state());
        assertEquals(1, harness.receipts(bill));
        assertEquals(
                1, harness.engine.changed.stream().filter(bill.caseId()::equals).count());
        assertEquals(
                1,
                harness.events(bill).stream().filter("payment.settled"::equals).count());
        assertEquals(List.of(), harness.journal.check(bill.caseId()));
    }

    /** Runs a sweep and processes the wake-ups, as the queue would. */
    private void sweep() {
        int before = harness.db.sent().size();
        harness.sweep.sweep();
        for (Sent woken :
                List.copyOf(harness.db.sent()).subList(before, harness.db.sent().size())) {
            harness.otherNode().confirm(woken.id());
        }
    }

    /**
     * If a node stops, another node takes over its payers, who may be on the bank's page or may have returned to the
     * stopped node.
     */
    @Test
    void payerOnBankPageKeepsAttemptWhenNodeStops() {
        Bill bill = harness.bill();
        Attempt a = harness.begin(bill);
        harness.sweep.resumeInterrupted();
        sweep();
        assertEquals("started", harness.state(a));
        String asked = nature.traits.inquires() ? "inquire " : "returned ";
        assertTrue(harness.bank.calls.contains(asked + a.order()), "the bank was asked at once");
        harness.watch.advance(Duration.ofSeconds(40));
        sweep();
        assertEquals(
                2,
                harness.bank.calls.stream().filter((asked + a.order())::equals).count(),
                "and again, for who came back a moment later");
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(a, harness.bank.sale(a.order())));
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void resumesInterruptedAttemptsAtOnce() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        sweep();
        assertEquals("returned", harness.state(a), "its wake-up is in somebody's hand");
        assertTrue(harness.sweep.resumeInterrupted() >= 1);
        sweep();
        assertPaidOnce(bill, a);
        harness.sweep.resumeInterrupted();
        sweep();
        assertPaidOnce(bill, a);
    }

    @Test
    void receiptAndEngineNotificationShareTransaction() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.engine.failures = 1;
        assertThrows(IllegalStateException.class, () -> harness.payments.confirm(a.id()));
        assertEquals(0, harness.receipts(bill));
        assertEquals(nature.traits.settles() ? "settling" : "verifying", harness.state(a));
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void ignoresSaleVerifiedByOthers() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.sales.get("7" + a.order()).verified = true;
        harness.payments.confirm(a.id());
        harness.payments.confirm(a.id());
        assertEquals("unknown", harness.state(a));
        assertEquals(0, harness.receipts(bill));
        assertEquals("pending", harness.reload(bill).state());
        assertTrue(harness.journal.entries(bill.caseId()).stream()
                .anyMatch(e -> e.details().contains("verified-by-others")));
    }

    @Test
    void refusedSaleFails() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.next("verify", FakeGateway.answerWith(Kind.REFUSED));
        harness.payments.confirm(a.id());
        assertEquals("failed", harness.state(a));
        assertEquals("open", harness.reload(bill).state());
    }

    @Test
    void saleReversedByBankIsReversed() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.sales.get("7" + a.order()).reversed = true;
        harness.payments.confirm(a.id());
        assertEquals("reversed", harness.state(a));
        assertEquals("open", harness.reload(bill).state());
    }

    @Test
    void secondUnverifiedPaymentOfBillIsReversed() {
        Bill bill = harness.bill();
        Attempt one = harness.begin(bill);
        Attempt two = harness.beginSecond(bill);
        harness.payAndReturn(one);
        harness.payAndReturn(two);
        harness.payments.confirm(one.id());
        harness.payments.confirm(two.id());
        assertPaidOnce(bill, one);
        assertEquals("unknown", harness.state(two));
        assertFalse(harness.bank.sales.get("7" + two.order()).verified, "unverified money goes back by itself");
        harness.bank.sales.get("7" + two.order()).reversed = true;
        harness.watch.advance(nature.traits.inquires() ? Duration.ZERO : LAPSE);
        harness.payments.confirm(two.id());
        assertEquals("reversed", harness.state(two));
    }

    @Test
    void secondVerifiedPaymentIsReversed() {
        Bill bill = harness.bill();
        Attempt one = harness.begin(bill);
        Attempt two = harness.beginSecond(bill);
        harness.payAndReturn(one);
        harness.payAndReturn(two);
        harness.bank.next("verify", (sale, bank) -> {
            var outcome = bank.act();
            harness.payments.confirm(one.id());
            return outcome;
        });
        harness.payments.confirm(two.id());
        assertPaidOnce(bill, one);
        assertEquals("reversed", harness.state(two));
        assertTrue(harness.bank.sales.get("7" + two.order()).reversed);
    }

    @Test
    void concurrentWakeUpsMakeOneReceipt() throws Exception {
        Payments other = harness.otherNode();
        for (int round = 0; round < 5; round++) {
            Bill bill = harness.bill();
            Attempt a = harness.begin(bill);
            String reference = harness.bank.sale(a.order());
            List<Callable<Object>> concurrentCalls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                for (Payments node : List.of(harness.payments, other)) {
                    concurrentCalls.add(() -> node.acceptCallback("mellat", PaymentsHarness.form(a, reference)));
                    concurrentCalls.add(() -> {
                        node.confirm(a.id());
                        return null;
                    });
                }
                concurrentCalls.add(harness.sweep::sweep);
            }
            ExecutorService pool = Executors.newFixedThreadPool(concurrentCalls.size());
            try {
                for (Future<Object> result : pool.invokeAll(concurrentCalls)) {
                    result.get();
                }
            } finally {
                pool.shutdown();
            }
            harness.payments.confirm(a.id());
            assertPaidOnce(bill, a);
        }
    }

    @Test
    void abandonedAttemptIsCheckedOnceAcrossNodes() throws Exception {
        Bill bill = harness.bill();
        Attempt a = harness.begin(bill);
        assertEquals("started", harness.begin(bill).state(), "an abandoned attempt locks nothing");
        harness.sweep.sweep();
        assertFalse(harness.db.sent().contains(new Sent("work.payment", a.id())), "still on the bank's page");
        harness.watch.advance(nature.traits.inquires() ? Duration.ofMinutes(21) : LAPSE);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> sweeps =
                    List.of(harness.sweep::sweep, harness.sweep::sweep, harness.sweep::sweep, harness.sweep::sweep);
            for (Future<Integer> sweep : nodes.invokeAll(sweeps)) {
                sweep.get();
            }
        } finally {
            nodes.shutdown();
        }
        assertEquals(
                1, harness.db.sent().stream().filter(s -> s.id().equals(a.id())).count());
        harness.payments.confirm(a.id());
        assertEquals("failed", harness.state(a));
        harness.watch.advance(Duration.ofHours(2));
        while (harness.sweep.sweep() > 0) {
            // sweeps until no attempt is left; this also ends the attempts of other tests in this class
        }
        assertEquals(
                1,
                harness.db.sent().stream().filter(s -> s.id().equals(a.id())).count(),
                "what has ended is never chased");
    }

    @Test
    void findsCallbackWithLostWakeUp() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.db.sent().clear();
        harness.watch.advance(Duration.ofMinutes(6));
        harness.sweep.sweep();
        assertTrue(harness.db.sent().contains(new Sent("work.payment", a.id())));
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void closesOpeningInterruptedByCrash() {
        Bill bill = harness.bill();
        var crash = new IllegalStateException("crash");
        harness.bank.opening = crash;
        try {
            assertThrows(IllegalStateException.class, () -> harness.begin(bill));
        } finally {
            harness.bank.opening = null;
        }
        Attempt a = harness.payments.attempts(bill.id()).get(0);
        assertEquals("created", a.state());
        harness.payments.confirm(a.id());
        assertEquals("created", harness.state(a), "somebody may still be recording it");
        harness.watch.advance(Duration.ofMinutes(21));
        harness.payments.confirm(a.id());
        assertEquals("failed", harness.state(a));
    }

    @Test
    void rejectsCallbackWithWrongAmount() {
        Bill bill = harness.bill();
        Attempt a = harness.begin(bill);
        var form = PaymentsHarness.form(a, harness.bank.sale(a.order()));
        form.put("amount", "1000");
        harness.payments.acceptCallback("mellat", form);
        harness.payments.confirm(a.id());
        assertEquals("unknown", harness.state(a));
        assertEquals(0, harness.bank.sales.get("7" + a.order()).verifications);
        assertTrue(harness.journal.entries(bill.caseId()).stream()
                .anyMatch(e -> e.details().contains("amount-differs")));
    }

    @Test
    void rejectsReusedPaymentReference() {
        Bill bill = harness.bill();
        Attempt owner = harness.paid(bill);
        harness.payments.confirm(owner.id());
        Bill other = harness.bill();
        Attempt thief = harness.begin(other);
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(thief, "7" + owner.order()));
        harness.payments.confirm(thief.id());
        // a bank without inquiries does not report the order of a sale: it would have verified the sale for either
        // attempt, so both bills stay pending
        boolean named = nature.traits.inquires();
        assertEquals(named ? "failed" : "unknown", harness.state(thief));
        assertEquals(named ? "open" : "pending", harness.reload(other).state());
        assertEquals(named ? "paid" : "pending", harness.reload(bill).state(), "and it is said of neither");
        assertFalse(harness.bank.calls.contains("verify " + thief.order()), "it was refused before the bank was asked");
        assertEquals("settled", harness.state(owner));
        assertEquals(1, harness.receipts(bill));
    }

    @Test
    void ignoresUnknownAttempt() {
        harness.payments.confirm(city.pishkhan.identifiers.Ids.next());
    }
}
