package city.pishkhan.payments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.payments.internal.FakeGateway.Crash;
import city.pishkhan.payments.internal.FakeGateway.Fault;
import city.pishkhan.payments.internal.FakeGateway.Nature;
import city.pishkhan.persistence.TestStore.Sent;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway.Outcome;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures at a bank whose verification settles and which answers no inquiries, like Saman. */
class OneStepConfirmationTest extends AttemptConfirmationTest {
    OneStepConfirmationTest() {
        super(Nature.ONE_STEP);
    }

    static Stream<Arguments> stumbles() {
        return Stream.of(
                Arguments.of("its call is lost", FakeGateway.lostCall()),
                Arguments.of("its answer is lost", FakeGateway.lostAnswer()),
                Arguments.of("the bank cannot say", FakeGateway.answerWith(Kind.UNKNOWN)));
    }

    @ParameterizedTest
    @MethodSource("stumbles")
    void retriesVerificationAfterUnknownOutcome(String what, Fault fault) {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.next("verify", fault);
        try {
            harness.payments.confirm(a.id());
        } catch (PartnerUnavailable e) {
            assertEquals("timeout", e.getMessage(), "the broker keeps the wake-up");
        }
        assertEquals("unknown", harness.state(a));
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
        assertTrue(harness.bank.calls.stream()
                .filter(call -> call.endsWith(" " + a.order()))
                .allMatch(call -> call.startsWith("pay") || call.startsWith("verify")));
    }

    static Stream<Arguments> crashes() {
        return Stream.of(
                Arguments.of("before the bank heard", FakeGateway.crashBefore()),
                Arguments.of("after the bank acted", FakeGateway.crashAfter()));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void continuesVerificationAfterCrash(String when, Fault crash) {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.next("verify", crash);
        assertThrows(Crash.class, () -> harness.payments.confirm(a.id()));
        assertEquals("pending", harness.reload(bill).state());
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    /** The payer paid, and the browser returned to a stopped node. */
    @Test
    void asksBankAboutLostReturn() {
        harness.bank.tells = true;
        try {
            Bill bill = harness.bill();
            Attempt a = harness.begin(bill);
            harness.bank.sale(a.order());
            harness.sweep.resumeInterrupted();
            int before = harness.db.sent().size();
            harness.sweep.sweep();
            List<Sent> woken = List.copyOf(harness.db.sent())
                    .subList(before, harness.db.sent().size());
            assertTrue(woken.stream().anyMatch(one -> one.id().equals(a.id())));
            harness.otherNode().confirm(a.id());
            assertPaidOnce(bill, a);
            harness.payments.confirm(a.id());
            assertPaidOnce(bill, a);
        } finally {
            harness.bank.tells = false;
        }
    }

    @Test
    void reversesSaleVerifiedWithOtherAmount() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.next("verify", (sale, bank) -> {
            var done = bank.act();
            return new Outcome(done.kind(), done.code(), 1_000L);
        });
        harness.payments.confirm(a.id());
        assertEquals("reversed", harness.state(a));
        assertTrue(harness.bank.sales.get("7" + a.order()).reversed);
        assertEquals(0, harness.receipts(bill));
    }

    @Test
    void reversesUnansweredVerificationAfterBankLimit() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.next("verify", FakeGateway.lostAnswer());
        assertThrows(PartnerUnavailable.class, () -> harness.payments.confirm(a.id()));
        harness.watch.advance(Duration.ofMinutes(31));
        harness.bank.next("verify", FakeGateway.lostCall());
        harness.bank.next("reverse", FakeGateway.lostAnswer());
        assertThrows(PartnerUnavailable.class, () -> harness.payments.confirm(a.id()));
        assertEquals("reversing", harness.state(a));
        harness.payments.confirm(a.id());
        assertEquals("reversed", harness.state(a));
        assertEquals(0, harness.receipts(bill));
        assertEquals("started", harness.begin(bill).state());
    }

    @Test
    void saleNotVerifiedInTimeIsReversed() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.sales.get("7" + a.order()).late = true;
        harness.payments.confirm(a.id());
        assertEquals("reversed", harness.state(a));
        assertEquals("open", harness.reload(bill).state());
    }

    @Test
    void irreversibleSecondPaymentBecomesDouble() {
        Bill bill = harness.bill();
        Attempt one = harness.begin(bill);
        Attempt two = harness.beginSecond(bill);
        harness.payAndReturn(one);
        harness.payAndReturn(two);
        harness.bank.next("verify", (sale, bank) -> {
            var outcome = bank.act();
            harness.payments.confirm(one.id());
            harness.bank.sales.get(sale.reference()).late = true;
            return outcome;
        });
        harness.payments.confirm(two.id());
        assertPaidOnce(bill, one);
        assertEquals("double", harness.state(two));
    }

    @Test
    void lateCallbackAfterFailureStillPaysBill() {
        Bill bill = harness.bill();
        Attempt a = harness.begin(bill);
        harness.watch.advance(LAPSE);
        harness.payments.confirm(a.id());
        assertEquals("failed", harness.state(a));
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(a, harness.bank.sale(a.order())));
        harness.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void saleReversedInSettlementFilePaysNothing() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.sales.get("7" + a.order()).verified = true;
        harness.payments.confirm(a.id());
        assertEquals("unknown", harness.state(a), "others verified it");
        String line = "%d,7%d,%d,%s,"
                .formatted(
                        a.order(),
                        a.order(),
                        PaymentsHarness.DUTY,
                        LocalDate.ofInstant(harness.watch.instant(), PersianDate.TEHRAN));
        Format format = new Format(
                "mellat",
                "4711",
                StandardCharsets.UTF_8,
                ',',
                0,
                List.of("order", "reference", "amount", "day", "kind"));
        harness.settlements.importFile(
                format, "f.csv", (line + "sale\n" + line + "reversal").getBytes(StandardCharsets.UTF_8));
        harness.payments.confirm(a.id());
        assertEquals("reversed", harness.state(a));
        assertEquals(0, harness.receipts(bill));
        assertEquals("open", harness.reload(bill).state());
    }

    @Test
    void refusesResolutionAtBankWithoutInquiry() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.bank.sales.get("7" + a.order()).verified = true;
        harness.payments.confirm(a.id());
        assertEquals("unknown", harness.state(a));
        var operator = new Caller("console:neda", Set.of("operator"));
        Refusal refusal = assertThrows(
                Refusal.class, () -> harness.review().resolve(operator, a.id(), "the payer calls every day"));
        assertEquals("attempt.no-inquiry", refusal.code());
        assertEquals("unknown", harness.state(a));
    }
}
