package city.pishkhan.payments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.payments.internal.FakeGateway.Crash;
import city.pishkhan.payments.internal.FakeGateway.Fault;
import city.pishkhan.payments.internal.FakeGateway.Nature;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures at a bank that settles by a call and answers inquiries, like Mellat. */
class TwoStepConfirmationTest extends AttemptConfirmationTest {
    TwoStepConfirmationTest() {
        super(Nature.TWO_STEP);
    }

    static Stream<Arguments> stumbles() {
        return Stream.of("verify", "settle")
                .flatMap(operation -> Stream.of(
                        Arguments.of(operation, "its call is lost", FakeGateway.lostCall()),
                        Arguments.of(operation, "its answer is lost", FakeGateway.lostAnswer()),
                        Arguments.of(operation, "the bank cannot say", FakeGateway.answerWith(Kind.UNKNOWN))));
    }

    @ParameterizedTest
    @MethodSource("stumbles")
    void inquiresAfterUnknownOutcome(String operation, String what, Fault fault) {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.next(operation, fault);
        try {
            harness.payments.confirm(a.id());
        } catch (PartnerUnavailable e) {
            assertEquals("settle", operation, "after a verification the inquiry said more");
        }
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    static Stream<Arguments> crashes() {
        return Stream.of("verify", "settle", "inquire")
                .flatMap(operation -> Stream.of(
                        Arguments.of(operation, "before the bank heard", FakeGateway.crashBefore()),
                        Arguments.of(operation, "after the bank acted", FakeGateway.crashAfter())));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void continuesConfirmationAfterCrash(String operation, String when, Fault crash) {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        if (operation.equals("inquire")) {
            harness.bank.next("verify", FakeGateway.lostAnswer());
        }
        harness.bank.next(operation, crash);
        assertThrows(Crash.class, () -> harness.payments.confirm(a.id()));
        assertEquals("pending", harness.reload(bill).state());
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    /**
     * Creates an attempt that is paid at the bank but whose payer returned to a stopped node. Only the lost form of the
     * payer's browser contained the bank's reference.
     */
    private Attempt returnLost(Bill bill) {
        Attempt a = harness.begin(bill);
        harness.bank.sale(a.order());
        harness.sweep.resumeInterrupted();
        harness.payments.confirm(a.id());
        return a;
    }

    private Attempt shown(Attempt a) {
        return harness.payments.attempts(a.bill()).get(0);
    }

    @Test
    void reportsLostReturnUntilPayerComesBack() {
        Bill bill = harness.bill();
        Attempt a = returnLost(bill);
        assertTrue(shown(a).returnLost(), "the bank says that it was paid");
        assertEquals("pending", harness.reload(bill).state());
        harness.payments.confirm(a.id());
        assertEquals(
                1,
                harness.events(bill).stream()
                        .filter("payment.return-lost"::equals)
                        .count(),
                "told once");
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(a, "7" + a.order()));
        assertFalse(shown(a).returnLost());
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void payerCanReturnAfterCancellingAndPaying() {
        Bill bill = harness.bill();
        Attempt a = harness.begin(bill);
        harness.bank.sale(a.order());
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(a, null));
        harness.payments.confirm(a.id());
        assertTrue(shown(a).returnLost());
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(a, "7" + a.order()));
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void lostReturnIsReversedAndPayerPaysAgain() {
        Bill bill = harness.bill();
        Attempt a = returnLost(bill);
        harness.watch.advance(Duration.ofMinutes(21));
        harness.payments.confirm(a.id());
        assertEquals("started", harness.state(a), "as long as the bank has the money");
        harness.bank.sales.get("7" + a.order()).reversed = true;
        harness.payments.confirm(a.id());
        assertEquals("reversed", harness.state(a));
        assertFalse(shown(a).returnLost());
        assertEquals("open", harness.reload(bill).state());
        Attempt again = harness.paid(bill);
        harness.payments.confirm(again.id());
        assertPaidOnce(bill, again);
    }

    @Test
    void reversesUnknownPaymentInTime() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.next("verify", FakeGateway.lostAnswer());
        harness.bank.next("inquire", FakeGateway.lostCall());
        assertThrows(PartnerUnavailable.class, () -> harness.payments.confirm(a.id()), "the broker keeps the wake-up");
        assertEquals("unknown", harness.state(a));
        harness.bank.next("inquire", FakeGateway.answerWith(Kind.UNKNOWN));
        harness.payments.confirm(a.id());
        assertEquals("unknown", harness.state(a), "not yet");
        harness.watch.advance(Duration.ofMinutes(21));
        harness.bank.next("inquire", FakeGateway.answerWith(Kind.UNKNOWN));
        harness.bank.next("reverse", FakeGateway.lostAnswer());
        assertThrows(PartnerUnavailable.class, () -> harness.payments.confirm(a.id()));
        assertEquals("reversing", harness.state(a));
        harness.payments.confirm(a.id());
        assertEquals("reversed", harness.state(a));
        assertTrue(harness.bank.sales.get("7" + a.order()).reversed);
        assertEquals(0, harness.receipts(bill));
        assertEquals("started", harness.begin(bill).state());
    }

    @Test
    void unknownPaymentSettledByBankPaysBill() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.next("verify", FakeGateway.lostAnswer());
        harness.bank.next("inquire", FakeGateway.answerWith(Kind.UNKNOWN));
        harness.payments.confirm(a.id());
        assertEquals("unknown", harness.state(a));
        harness.watch.advance(Duration.ofMinutes(21));
        harness.bank.sales.get("7" + a.order()).settled = true;
        harness.bank.next("inquire", FakeGateway.answerWith(Kind.UNKNOWN));
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void secondSettledPaymentBecomesDouble() {
        Bill bill = harness.bill();
        Attempt one = harness.begin(bill);
        Attempt two = harness.beginSecond(bill);
        harness.payAndReturn(one);
        harness.payAndReturn(two);
        harness.bank.next("settle", (sale, bank) -> {
            var outcome = bank.act();
            harness.payments.confirm(one.id());
            return outcome;
        });
        harness.payments.confirm(two.id());
        assertPaidOnce(bill, one);
        assertEquals("double", harness.state(two));
        assertTrue(harness.events(bill).contains("payment.double"));
    }
}
