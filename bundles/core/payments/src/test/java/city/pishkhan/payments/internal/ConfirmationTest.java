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
abstract class ConfirmationTest {
    /**
     * time after which a sale lapses: 20 minutes of the session, 30 more to verify, and the maximum difference between
     * clocks
     */
    static final Duration LAPSE = Duration.ofMinutes(56);

    private final Nature nature;
    PaymentsHarness town;

    ConfirmationTest(Nature nature) {
        this.nature = nature;
    }

    @BeforeAll
    void start() {
        town = new PaymentsHarness(nature);
    }

    @AfterAll
    void stop() {
        town.close();
    }

    @BeforeEach
    void calm() {
        town.bank.faults.clear();
        town.engine.failures = 0;
    }

    void assertPaidOnce(Bill bill, Attempt a) {
        assertEquals("settled", town.state(a));
        assertEquals("paid", town.look(bill).state());
        assertEquals(1, town.receipts(bill));
        assertEquals(
                1, town.engine.changed.stream().filter(bill.caseId()::equals).count());
        assertEquals(
                1, town.events(bill).stream().filter("payment.settled"::equals).count());
        assertEquals(List.of(), town.journal.check(bill.caseId()));
    }

    /** Runs a sweep and processes the wake-ups, as the queue would. */
    private void sweep() {
        int before = town.db.sent().size();
        town.sweep.sweep();
        for (Sent woken :
                List.copyOf(town.db.sent()).subList(before, town.db.sent().size())) {
            town.otherNode().confirm(woken.id());
        }
    }

    /**
     * If a node stops, another node takes over its payers, who may be on the bank's page or may have returned to the
     * stopped node.
     */
    @Test
    void aPayerOnThePageIsNotGivenUpWhenANodeDies() {
        Bill bill = town.bill();
        Attempt a = town.begin(bill);
        town.sweep.takeUp();
        sweep();
        assertEquals("started", town.state(a));
        String asked = nature.traits.inquires() ? "inquire " : "returned ";
        assertTrue(town.bank.calls.contains(asked + a.order()), "the bank was asked at once");
        town.watch.forward(Duration.ofSeconds(40));
        sweep();
        assertEquals(
                2,
                town.bank.calls.stream().filter((asked + a.order())::equals).count(),
                "and again, for who came back a moment later");
        town.payments.callback("mellat", PaymentsHarness.form(a, town.bank.sale(a.order())));
        town.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void whatADeadNodeHadInHandIsTakenUpAtOnce() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        sweep();
        assertEquals("returned", town.state(a), "its wake-up is in somebody's hand");
        assertTrue(town.sweep.takeUp() >= 1);
        sweep();
        assertPaidOnce(bill, a);
        town.sweep.takeUp();
        sweep();
        assertPaidOnce(bill, a);
    }

    @Test
    void aReceiptAndItsNewsAreOneTransaction() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.engine.failures = 1;
        assertThrows(IllegalStateException.class, () -> town.payments.confirm(a.id()));
        assertEquals(0, town.receipts(bill));
        assertEquals(nature.traits.settles() ? "settling" : "verifying", town.state(a));
        town.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void aSaleThatOthersVerifiedIsNotOurs() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.sales.get("7" + a.order()).verified = true;
        town.payments.confirm(a.id());
        town.payments.confirm(a.id());
        assertEquals("unknown", town.state(a));
        assertEquals(0, town.receipts(bill));
        assertEquals("pending", town.look(bill).state());
        assertTrue(town.journal.entries(bill.caseId()).stream()
                .anyMatch(e -> e.details().contains("verified-by-others")));
    }

    @Test
    void aRefusedSaleFails() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.next("verify", FakeGateway.says(Kind.REFUSED));
        town.payments.confirm(a.id());
        assertEquals("failed", town.state(a));
        assertEquals("open", town.look(bill).state());
    }

    @Test
    void aSaleThatTheBankGaveBackIsReversed() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.sales.get("7" + a.order()).reversed = true;
        town.payments.confirm(a.id());
        assertEquals("reversed", town.state(a));
        assertEquals("open", town.look(bill).state());
    }

    @Test
    void twoPaymentsOfOneBillLeaveOneReceiptAndTheOtherMoneyGoesBack() {
        Bill bill = town.bill();
        Attempt one = town.begin(bill);
        Attempt two = town.beginSecond(bill);
        town.returns(one);
        town.returns(two);
        town.payments.confirm(one.id());
        town.payments.confirm(two.id());
        assertPaidOnce(bill, one);
        assertEquals("unknown", town.state(two));
        assertFalse(town.bank.sales.get("7" + two.order()).verified, "unverified money goes back by itself");
        town.bank.sales.get("7" + two.order()).reversed = true;
        town.watch.forward(nature.traits.inquires() ? Duration.ZERO : LAPSE);
        town.payments.confirm(two.id());
        assertEquals("reversed", town.state(two));
    }

    @Test
    void aSecondVerifiedPaymentIsReversed() {
        Bill bill = town.bill();
        Attempt one = town.begin(bill);
        Attempt two = town.beginSecond(bill);
        town.returns(one);
        town.returns(two);
        town.bank.next("verify", (sale, bank) -> {
            var outcome = bank.act();
            town.payments.confirm(one.id());
            return outcome;
        });
        town.payments.confirm(two.id());
        assertPaidOnce(bill, one);
        assertEquals("reversed", town.state(two));
        assertTrue(town.bank.sales.get("7" + two.order()).reversed);
    }

    @Test
    void manyWakeUpsOnTwoNodesMakeOneReceipt() throws Exception {
        Payments other = town.otherNode();
        for (int round = 0; round < 5; round++) {
            Bill bill = town.bill();
            Attempt a = town.begin(bill);
            String reference = town.bank.sale(a.order());
            List<Callable<Object>> storm = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                for (Payments node : List.of(town.payments, other)) {
                    storm.add(() -> node.callback("mellat", PaymentsHarness.form(a, reference)));
                    storm.add(() -> {
                        node.confirm(a.id());
                        return null;
                    });
                }
                storm.add(town.sweep::sweep);
            }
            ExecutorService pool = Executors.newFixedThreadPool(storm.size());
            try {
                for (Future<Object> result : pool.invokeAll(storm)) {
                    result.get();
                }
            } finally {
                pool.shutdown();
            }
            town.payments.confirm(a.id());
            assertPaidOnce(bill, a);
        }
    }

    @Test
    void aPayerWhoNeverCameBackIsChasedOnceOverAllNodes() throws Exception {
        Bill bill = town.bill();
        Attempt a = town.begin(bill);
        assertEquals("started", town.begin(bill).state(), "an abandoned attempt locks nothing");
        town.sweep.sweep();
        assertFalse(town.db.sent().contains(new Sent("work.payment", a.id())), "still on the bank's page");
        town.watch.forward(nature.traits.inquires() ? Duration.ofMinutes(21) : LAPSE);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> sweeps =
                    List.of(town.sweep::sweep, town.sweep::sweep, town.sweep::sweep, town.sweep::sweep);
            for (Future<Integer> sweep : nodes.invokeAll(sweeps)) {
                sweep.get();
            }
        } finally {
            nodes.shutdown();
        }
        assertEquals(
                1, town.db.sent().stream().filter(s -> s.id().equals(a.id())).count());
        town.payments.confirm(a.id());
        assertEquals("failed", town.state(a));
        town.watch.forward(Duration.ofHours(2));
        while (town.sweep.sweep() > 0) {
            // attempts of other tests in this class
        }
        assertEquals(
                1,
                town.db.sent().stream().filter(s -> s.id().equals(a.id())).count(),
                "what has ended is never chased");
    }

    @Test
    void aCallbackWhoseWakeUpWasLostIsFound() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.db.sent().clear();
        town.watch.forward(Duration.ofMinutes(6));
        town.sweep.sweep();
        assertTrue(town.db.sent().contains(new Sent("work.payment", a.id())));
        town.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void anOpeningThatACrashCutShortIsClosed() {
        Bill bill = town.bill();
        var crash = new IllegalStateException("crash");
        town.bank.opening = crash;
        try {
            assertThrows(IllegalStateException.class, () -> town.begin(bill));
        } finally {
            town.bank.opening = null;
        }
        Attempt a = town.payments.attempts(bill.id()).get(0);
        assertEquals("created", a.state());
        town.payments.confirm(a.id());
        assertEquals("created", town.state(a), "somebody may still be recording it");
        town.watch.forward(Duration.ofMinutes(21));
        town.payments.confirm(a.id());
        assertEquals("failed", town.state(a));
    }

    @Test
    void anAmountThatThePageTellsWronglyIsNotTaken() {
        Bill bill = town.bill();
        Attempt a = town.begin(bill);
        var form = PaymentsHarness.form(a, town.bank.sale(a.order()));
        form.put("amount", "1000");
        town.payments.callback("mellat", form);
        town.payments.confirm(a.id());
        assertEquals("unknown", town.state(a));
        assertEquals(0, town.bank.sales.get("7" + a.order()).verifications);
        assertTrue(town.journal.entries(bill.caseId()).stream()
                .anyMatch(e -> e.details().contains("amount-differs")));
    }

    @Test
    void aReferenceThatPaidOnceNeverPaysAgain() {
        Bill bill = town.bill();
        Attempt owner = town.paid(bill);
        town.payments.confirm(owner.id());
        Bill other = town.bill();
        Attempt thief = town.begin(other);
        town.payments.callback("mellat", PaymentsHarness.form(thief, "7" + owner.order()));
        town.payments.confirm(thief.id());
        // a bank that does not name the order would have verified the sale for either attempt
        boolean named = nature.traits.inquires();
        assertEquals(named ? "failed" : "unknown", town.state(thief));
        assertEquals(named ? "open" : "pending", town.look(other).state());
        assertEquals(named ? "paid" : "pending", town.look(bill).state(), "and it is said of neither");
        assertFalse(town.bank.calls.contains("verify " + thief.order()), "it was refused before the bank was asked");
        assertEquals("settled", town.state(owner));
        assertEquals(1, town.receipts(bill));
    }

    @Test
    void anUnknownAttemptIsDropped() {
        town.payments.confirm(city.pishkhan.identifiers.Ids.next());
    }
}
