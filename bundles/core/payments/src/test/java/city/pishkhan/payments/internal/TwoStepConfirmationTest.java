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
class TwoStepConfirmationTest extends ConfirmationTest {
    TwoStepConfirmationTest() {
        super(Nature.TWO_STEP);
    }

    static Stream<Arguments> stumbles() {
        return Stream.of("verify", "settle")
                .flatMap(operation -> Stream.of(
                        Arguments.of(operation, "its call is lost", FakeGateway.lostCall()),
                        Arguments.of(operation, "its answer is lost", FakeGateway.lostAnswer()),
                        Arguments.of(operation, "the bank cannot say", FakeGateway.says(Kind.UNKNOWN))));
    }

    @ParameterizedTest
    @MethodSource("stumbles")
    void anUnknownOutcomeIsAskedAbout(String operation, String what, Fault fault) {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.next(operation, fault);
        try {
            town.payments.confirm(a.id());
        } catch (PartnerUnavailable e) {
            assertEquals("settle", operation, "after a verification the inquiry said more");
        }
        town.payments.confirm(a.id());
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
    void aHubThatDiesBetweenTwoStepsGoesOnFromThere(String operation, String when, Fault crash) {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        if (operation.equals("inquire")) {
            town.bank.next("verify", FakeGateway.lostAnswer());
        }
        town.bank.next(operation, crash);
        assertThrows(Crash.class, () -> town.payments.confirm(a.id()));
        assertEquals("pending", town.look(bill).state());
        town.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    /**
     * Creates an attempt that is paid at the bank but whose payer returned to a stopped node. The reference is not available in any
     * other way.
     */
    private Attempt returnLost(Bill bill) {
        Attempt a = town.begin(bill);
        town.bank.sale(a.order());
        town.sweep.takeUp();
        town.payments.confirm(a.id());
        return a;
    }

    private Attempt shown(Attempt a) {
        return town.payments.attempts(a.bill()).get(0);
    }

    @Test
    void aPayerWhoseReturnWasLostIsToldAndComesBackAfterAll() {
        Bill bill = town.bill();
        Attempt a = returnLost(bill);
        assertTrue(shown(a).returnLost(), "the bank says that it was paid");
        assertEquals("pending", town.look(bill).state());
        town.payments.confirm(a.id());
        assertEquals(
                1,
                town.events(bill).stream().filter("payment.return-lost"::equals).count(),
                "told once");
        town.payments.callback("mellat", PaymentsHarness.form(a, "7" + a.order()));
        assertFalse(shown(a).returnLost());
        town.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void aPayerWhoSaidThatHeCancelledAndPaidComesBackAfterAll() {
        Bill bill = town.bill();
        Attempt a = town.begin(bill);
        town.bank.sale(a.order());
        town.payments.callback("mellat", PaymentsHarness.form(a, null));
        town.payments.confirm(a.id());
        assertTrue(shown(a).returnLost());
        town.payments.callback("mellat", PaymentsHarness.form(a, "7" + a.order()));
        town.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void aPayerWhoseReturnWasLostForGoodHasTheMoneyBackAndPaysAgain() {
        Bill bill = town.bill();
        Attempt a = returnLost(bill);
        town.watch.forward(Duration.ofMinutes(21));
        town.payments.confirm(a.id());
        assertEquals("started", town.state(a), "as long as the bank has the money");
        town.bank.sales.get("7" + a.order()).reversed = true;
        town.payments.confirm(a.id());
        assertEquals("reversed", town.state(a));
        assertFalse(shown(a).returnLost());
        assertEquals("open", town.look(bill).state());
        Attempt again = town.paid(bill);
        town.payments.confirm(again.id());
        assertPaidOnce(bill, again);
    }

    @Test
    void whatStaysUnknownIsReversedInTime() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.next("verify", FakeGateway.lostAnswer());
        town.bank.next("inquire", FakeGateway.lostCall());
        assertThrows(PartnerUnavailable.class, () -> town.payments.confirm(a.id()), "the broker keeps the wake-up");
        assertEquals("unknown", town.state(a));
        town.bank.next("inquire", FakeGateway.says(Kind.UNKNOWN));
        town.payments.confirm(a.id());
        assertEquals("unknown", town.state(a), "not yet");
        town.watch.forward(Duration.ofMinutes(21));
        town.bank.next("inquire", FakeGateway.says(Kind.UNKNOWN));
        town.bank.next("reverse", FakeGateway.lostAnswer());
        assertThrows(PartnerUnavailable.class, () -> town.payments.confirm(a.id()));
        assertEquals("reversing", town.state(a));
        town.payments.confirm(a.id());
        assertEquals("reversed", town.state(a));
        assertTrue(town.bank.sales.get("7" + a.order()).reversed);
        assertEquals(0, town.receipts(bill));
        assertEquals("started", town.begin(bill).state());
    }

    @Test
    void whatStaysUnknownAndWasSettledByTheBankItselfHasPaid() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.next("verify", FakeGateway.lostAnswer());
        town.bank.next("inquire", FakeGateway.says(Kind.UNKNOWN));
        town.payments.confirm(a.id());
        assertEquals("unknown", town.state(a));
        town.watch.forward(Duration.ofMinutes(21));
        town.bank.sales.get("7" + a.order()).settled = true;
        town.bank.next("inquire", FakeGateway.says(Kind.UNKNOWN));
        town.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void aSecondSettledPaymentIsRecordedAsDouble() {
        Bill bill = town.bill();
        Attempt one = town.begin(bill);
        Attempt two = town.beginSecond(bill);
        town.returns(one);
        town.returns(two);
        town.bank.next("settle", (sale, bank) -> {
            var outcome = bank.act();
            town.payments.confirm(one.id());
            return outcome;
        });
        town.payments.confirm(two.id());
        assertPaidOnce(bill, one);
        assertEquals("double", town.state(two));
        assertTrue(town.events(bill).contains("payment.double"));
    }
}
