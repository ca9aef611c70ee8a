package city.pishkhan.payments.internal.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.payments.internal.FakeGateway.Nature;
import city.pishkhan.payments.internal.attempt.NextCall.Op;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.spi.PaymentGateway.Outcome;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bank that answers no inquiries. Its limits are 20 minutes to pay, 30 to verify, and 50 to reverse. */
class BankWithoutInquiryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

    private static AttemptEntity attempt(AttemptState state, long minutesAgo) {
        AttemptEntity a = new AttemptEntity();
        a.bank = PaymentTimeLimits.NONE.termsOf(Nature.ONE_STEP.traits);
        a.state = state;
        a.amount = 12_500_000;
        a.created = NOW.minus(Duration.ofMinutes(minutesAgo));
        return a;
    }

    private static AttemptEntity sale(AttemptState state, long minutesAgo, int verifyCalls) {
        AttemptEntity a = attempt(state, minutesAgo);
        a.returned = a.created;
        a.hintPaid = true;
        a.hintReference = "175";
        a.reference = verifyCalls > 0 ? "175" : null;
        a.verifyCalls = verifyCalls;
        return a;
    }

    private static Outcome outcome(Kind kind) {
        return new Outcome(kind, "1", 12_500_000L);
    }

    @ParameterizedTest
    @CsvSource({"21, RETURN, STARTED", "54, RETURN, STARTED", "55, END, FAILED"})
    void abandonedAttemptFailsAfterBankReversalLimit(long minutes, Op then, AttemptState state) {
        AttemptEntity a = attempt(AttemptState.STARTED, minutes);
        assertEquals(then, NextCall.next(a, true, NOW));
        assertEquals(state, a.state);
    }

    @Test
    void cancellationAlsoWaitsForBankReversalLimit() {
        AttemptEntity a = attempt(AttemptState.RETURNED, 54);
        a.returned = a.created.plusSeconds(60);
        assertEquals(Op.WAIT, NextCall.next(a, true, NOW));
        a.created = a.created.minusSeconds(60);
        assertEquals(Op.END, NextCall.next(a, true, NOW));
        assertEquals(AttemptState.FAILED, a.state);
    }

    @Test
    void heldUnverifiedSaleLapses() {
        AttemptEntity a = sale(AttemptState.UNKNOWN, 54, 0);
        a.held = "bill-closed";
        assertEquals(Op.WAIT, NextCall.next(a, false, NOW));
        a.created = a.created.minusSeconds(60);
        assertEquals(Op.END, NextCall.next(a, false, NOW));
        assertEquals(AttemptState.REVERSED, a.state);
        assertEquals("lapsed", a.code);
    }

    @Test
    void verifiesAgainAfterCrash() {
        AttemptEntity crashed = sale(AttemptState.VERIFYING, 1, 1);
        assertEquals(Op.VERIFY, NextCall.next(crashed, true, NOW));
        assertEquals(2, crashed.verifyCalls);
        assertEquals(Op.END, OutcomeTransitions.apply(crashed, Op.VERIFY, outcome(Kind.ALREADY), true, NOW));
        assertEquals(AttemptState.SETTLED, crashed.state);
    }

    @ParameterizedTest
    @CsvSource({"1, WAIT, UNKNOWN", "29, WAIT, UNKNOWN", "30, REVERSE, REVERSING", "300, REVERSE, REVERSING"})
    void reversesUnansweredSaleAfterVerificationLimit(long minutes, Op then, AttemptState state) {
        AttemptEntity a = sale(AttemptState.VERIFYING, minutes, 2);
        assertEquals(then, OutcomeTransitions.apply(a, Op.VERIFY, outcome(Kind.UNKNOWN), true, NOW));
        assertEquals(state, a.state);
    }

    @Test
    void lateVerificationReversesOnlyAfterEarlierCall() {
        AttemptEntity first = sale(AttemptState.VERIFYING, 31, 1);
        assertEquals(Op.END, OutcomeTransitions.apply(first, Op.VERIFY, outcome(Kind.LATE), true, NOW));
        assertEquals(AttemptState.REVERSED, first.state);
        AttemptEntity second = sale(AttemptState.VERIFYING, 31, 2);
        assertEquals(Op.REVERSE, OutcomeTransitions.apply(second, Op.VERIFY, outcome(Kind.LATE), true, NOW));
        assertEquals(AttemptState.REVERSING, second.state);
    }

    @Test
    void lateReversalOfUncertainSaleNeedsReview() {
        AttemptEntity a = sale(AttemptState.REVERSING, 51, 2);
        assertEquals(Op.REVERSE, NextCall.next(a, true, NOW), "only the bank says that it is too late");
        assertEquals(Op.WAIT, OutcomeTransitions.apply(a, Op.REVERSE, outcome(Kind.LATE), true, NOW));
        assertEquals(AttemptState.UNKNOWN, a.state);
        assertEquals("reversal-late", a.held);
        assertEquals(Op.WAIT, NextCall.next(a, true, NOW));
    }

    @Test
    void irreversibleMoneyOfClosedBillBecomesDouble() {
        AttemptEntity a = sale(AttemptState.VERIFYING, 29, 1);
        assertEquals(Op.REVERSE, OutcomeTransitions.apply(a, Op.VERIFY, outcome(Kind.OK), false, NOW));
        assertEquals(Op.END, OutcomeTransitions.apply(a, Op.REVERSE, outcome(Kind.LATE), false, NOW));
        assertEquals(AttemptState.DOUBLE, a.state);
    }

    @Test
    void irreversibleWrongAmountBecomesDouble() {
        AttemptEntity a = sale(AttemptState.VERIFYING, 29, 1);
        assertEquals(Op.REVERSE, OutcomeTransitions.apply(a, Op.VERIFY, new Outcome(Kind.OK, "0", 1L), true, NOW));
        assertEquals(Op.END, OutcomeTransitions.apply(a, Op.REVERSE, outcome(Kind.LATE), true, NOW));
        assertEquals(AttemptState.DOUBLE, a.state);
        assertEquals(1L, a.received);
    }
}
