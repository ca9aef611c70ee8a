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
class OneStepConfirmationTest extends ConfirmationTest {
    OneStepConfirmationTest() {
        super(Nature.ONE_STEP);
    }

    static Stream<Arguments> stumbles() {
        return Stream.of(
                Arguments.of("its call is lost", FakeGateway.lostCall()),
                Arguments.of("its answer is lost", FakeGateway.lostAnswer()),
                Arguments.of("the bank cannot say", FakeGateway.says(Kind.UNKNOWN)));
    }

    @ParameterizedTest
    @MethodSource("stumbles")
    void anUnknownOutcomeIsVerifiedAgain(String what, Fault fault) {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.next("verify", fault);
        try {
            town.payments.confirm(a.id());
        } catch (PartnerUnavailable e) {
            assertEquals("timeout", e.getMessage(), "the broker keeps the wake-up");
        }
        assertEquals("unknown", town.state(a));
        town.payments.confirm(a.id());
        assertPaidOnce(bill, a);
        assertTrue(town.bank.calls.stream()
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
    void aHubThatDiesWhileItVerifiesGoesOnFromThere(String when, Fault crash) {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.next("verify", crash);
        assertThrows(Crash.class, () -> town.payments.confirm(a.id()));
        assertEquals("pending", town.look(bill).state());
        town.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    /** The payer paid, and the browser returned to a stopped node. */
    @Test
    void aReturnThatWasLostIsAskedOfTheBank() {
        town.bank.tells = true;
        try {
            Bill bill = town.bill();
            Attempt a = town.begin(bill);
            town.bank.sale(a.order());
            town.sweep.takeUp();
            int before = town.db.sent().size();
            town.sweep.sweep();
            List<Sent> woken =
                    List.copyOf(town.db.sent()).subList(before, town.db.sent().size());
            assertTrue(woken.stream().anyMatch(one -> one.id().equals(a.id())));
            town.otherNode().confirm(a.id());
            assertPaidOnce(bill, a);
            town.payments.confirm(a.id());
            assertPaidOnce(bill, a);
        } finally {
            town.bank.tells = false;
        }
    }

    @Test
    void anAmountThatTheBankSaysOtherwiseGoesBack() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.next("verify", (sale, bank) -> {
            var done = bank.act();
            return new Outcome(done.kind(), done.code(), 1_000L);
        });
        town.payments.confirm(a.id());
        assertEquals("reversed", town.state(a));
        assertTrue(town.bank.sales.get("7" + a.order()).reversed);
        assertEquals(0, town.receipts(bill));
    }

    @Test
    void whatStaysUnansweredIsTakenBackAfterTheBanksTime() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.next("verify", FakeGateway.lostAnswer());
        assertThrows(PartnerUnavailable.class, () -> town.payments.confirm(a.id()));
        town.watch.forward(Duration.ofMinutes(31));
        town.bank.next("verify", FakeGateway.lostCall());
        town.bank.next("reverse", FakeGateway.lostAnswer());
        assertThrows(PartnerUnavailable.class, () -> town.payments.confirm(a.id()));
        assertEquals("reversing", town.state(a));
        town.payments.confirm(a.id());
        assertEquals("reversed", town.state(a));
        assertEquals(0, town.receipts(bill));
        assertEquals("started", town.begin(bill).state());
    }

    @Test
    void aSaleThatNobodyVerifiedInTimeIsThePayersAgain() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.sales.get("7" + a.order()).late = true;
        town.payments.confirm(a.id());
        assertEquals("reversed", town.state(a));
        assertEquals("open", town.look(bill).state());
    }

    @Test
    void aSecondPaymentThatCannotGoBackIsRecordedAsDouble() {
        Bill bill = town.bill();
        Attempt one = town.begin(bill);
        Attempt two = town.beginSecond(bill);
        town.returns(one);
        town.returns(two);
        town.bank.next("verify", (sale, bank) -> {
            var outcome = bank.act();
            town.payments.confirm(one.id());
            town.bank.sales.get(sale.reference()).late = true;
            return outcome;
        });
        town.payments.confirm(two.id());
        assertPaidOnce(bill, one);
        assertEquals("double", town.state(two));
    }

    @Test
    void aPayerWhoComesBackAfterBeingGivenUpHasPaidIfTheBankSaysSo() {
        Bill bill = town.bill();
        Attempt a = town.begin(bill);
        town.watch.forward(LAPSE);
        town.payments.confirm(a.id());
        assertEquals("failed", town.state(a));
        town.payments.callback("mellat", PaymentsHarness.form(a, town.bank.sale(a.order())));
        town.payments.confirm(a.id());
        assertPaidOnce(bill, a);
    }

    @Test
    void whatTheFileListsAsTakenBackPaysNothing() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.sales.get("7" + a.order()).verified = true;
        town.payments.confirm(a.id());
        assertEquals("unknown", town.state(a), "others verified it");
        String line = "%d,7%d,%d,%s,"
                .formatted(
                        a.order(),
                        a.order(),
                        PaymentsHarness.DUTY,
                        LocalDate.ofInstant(town.watch.instant(), PersianDate.TEHRAN));
        Format format = new Format(
                "mellat",
                "4711",
                StandardCharsets.UTF_8,
                ',',
                0,
                List.of("order", "reference", "amount", "day", "kind"));
        town.settlements.take(format, "f.csv", (line + "sale\n" + line + "reversal").getBytes(StandardCharsets.UTF_8));
        town.payments.confirm(a.id());
        assertEquals("reversed", town.state(a));
        assertEquals(0, town.receipts(bill));
        assertEquals("open", town.look(bill).state());
    }

    @Test
    void nobodyAsksABankThatCannotBeAsked() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.bank.sales.get("7" + a.order()).verified = true;
        town.payments.confirm(a.id());
        assertEquals("unknown", town.state(a));
        var operator = new Caller("console:neda", Set.of("operator"));
        Refusal refusal =
                assertThrows(Refusal.class, () -> town.review().resolve(operator, a.id(), "the payer calls every day"));
        assertEquals("attempt.no-inquiry", refusal.code());
        assertEquals("unknown", town.state(a));
    }
}
