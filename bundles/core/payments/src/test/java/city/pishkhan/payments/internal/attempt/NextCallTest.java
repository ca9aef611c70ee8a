package city.pishkhan.payments.internal.attempt;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.payments.internal.FakeGateway.Nature;
import city.pishkhan.payments.internal.attempt.NextCall.Op;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.spi.PaymentGateway.Outcome;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NextCallTest {
    private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

    /** states in which each call is made */
    private static final Map<Op, Set<AttemptState>> ASKED = Map.of(
            Op.VERIFY, EnumSet.of(AttemptState.VERIFYING),
            Op.SETTLE, EnumSet.of(AttemptState.SETTLING),
            Op.INQUIRE, EnumSet.of(AttemptState.STARTED, AttemptState.RETURNED, AttemptState.UNKNOWN),
            Op.REVERSE, EnumSet.of(AttemptState.REVERSING));

    private static AttemptEntity attempt(AttemptState state) {
        return attempt(state, Nature.TWO_STEP);
    }

    private static AttemptEntity attempt(AttemptState state, Nature nature) {
        AttemptEntity a = new AttemptEntity();
        a.bank = PaymentTimeLimits.NONE.termsOf(nature.traits);
        a.state = state;
        a.amount = 12_500_000;
        a.created = NOW.minusSeconds(60);
        a.returned = NOW.minusSeconds(30);
        a.hintPaid = true;
        a.hintReference = "175";
        a.reference = "175";
        a.verifyCalls = 1;
        return a;
    }

    private static Outcome outcome(Kind kind) {
        return new Outcome(kind, "1", null);
    }

    /** Returns attempts in all combinations of attributes that may exist when the bank's outcome arrives. */
    private static List<AttemptEntity> all(AttemptState state, Nature nature) {
        List<AttemptEntity> all = new ArrayList<>();
        for (String held : new String[] {null, "amount-differs"}) {
            for (int verifyCalls = 0; verifyCalls <= 2; verifyCalls++) {
                for (String hint : new String[] {null, "175"}) {
                    for (Duration since : List.of(Duration.ofSeconds(1), Duration.ofMinutes(30), Duration.ofHours(4))) {
                        for (Instant verified : new Instant[] {null, NOW}) {
                            AttemptEntity a = attempt(state, nature);
                            a.held = held;
                            a.verifyCalls = verifyCalls;
                            a.verified = verified;
                            a.hintReference = hint;
                            a.hintPaid = hint != null;
                            a.returned = NOW.minus(since);
                            a.created = a.returned;
                            if (state != AttemptState.STARTED || hint == null) {
                                // a STARTED attempt never has a hint, so that combination is left out
                                all.add(a);
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Set<AttemptState> asked(Op op, Nature nature) {
        if (op == Op.RETURN) {
            // RETURN is only called at a bank that answers no inquiries
            return nature == Nature.TWO_STEP ? Set.of() : Set.of(AttemptState.STARTED);
        }
        return nature != Nature.TWO_STEP && (op == Op.SETTLE || op == Op.INQUIRE) ? Set.of() : ASKED.get(op);
    }

    static Stream<Arguments> naturesWithStates() {
        return Arrays.stream(Nature.values())
                .flatMap(nature -> Arrays.stream(AttemptState.values()).map(state -> Arguments.of(nature, state)));
    }

    @ParameterizedTest
    @MethodSource("naturesWithStates")
    void everyStateHasNextStep(Nature nature, AttemptState state) {
        if (nature != Nature.TWO_STEP && state == AttemptState.SETTLING) {
            return; // unreachable: such a bank has no settlement call
        }
        for (boolean open : new boolean[] {true, false}) {
            for (AttemptEntity a : all(state, nature)) {
                Op op = assertDoesNotThrow(() -> NextCall.next(a, open, NOW));
                assertEquals(a.state.isEnded(), op == Op.END);
                if (op.isCall()) {
                    assertTrue(asked(op, nature).contains(a.state), op + " in " + a.state);
                }
            }
        }
    }

    static Stream<Arguments> calls() {
        return Arrays.stream(Nature.values()).flatMap(nature -> Stream.of(Op.VERIFY, Op.SETTLE, Op.INQUIRE, Op.REVERSE)
                .map(op -> Arguments.of(nature, op)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyOutcomeLeadsToAllowedState(Nature nature, Op op) {
        for (AttemptState state : asked(op, nature)) {
            for (Kind kind : Kind.values()) {
                for (boolean open : new boolean[] {true, false}) {
                    for (AttemptEntity a : all(state, nature)) {
                        boolean held = a.held != null;
                        boolean verified = a.verified != null;
                        String what = nature + ": " + op + " " + kind + " in " + state;
                        Op then = assertDoesNotThrow(
                                () -> OutcomeTransitions.apply(a, op, outcome(kind), open, NOW), what);
                        assertEquals(a.state.isEnded(), then == Op.END, what);
                        if (then.isCall()) {
                            assertTrue(asked(then, nature).contains(a.state), what + ": " + then + " in " + a.state);
                        }
                        if (a.state == AttemptState.SETTLED) {
                            assertTrue(open && !held && isMoneyKept(nature, op, kind, verified), what);
                        }
                        if (a.state == AttemptState.DOUBLE) {
                            assertTrue((!open || held) && isMoneyKept(nature, op, kind, verified), what);
                        }
                        if (state != AttemptState.SETTLING
                                && Set.of(AttemptState.SETTLING, AttemptState.SETTLED, AttemptState.DOUBLE)
                                        .contains(a.state)) {
                            assertTrue(!held || verified, "what is held is kept only if we verified it, and owed");
                        }
                        if (kind == Kind.UNKNOWN) {
                            assertFalse(a.state.isEnded(), "an unknown outcome closes nothing");
                        }
                    }
                }
            }
        }
    }

    /** Returns {@code true} if the bank has just confirmed that the city keeps the money. */
    private static boolean isMoneyKept(Nature nature, Op op, Kind kind, boolean verified) {
        boolean done = kind == Kind.OK || kind == Kind.ALREADY;
        return nature == Nature.TWO_STEP
                ? op == Op.SETTLE && done
                : op == Op.VERIFY && done
                        || op == Op.REVERSE && verified && (kind == Kind.REFUSED || kind == Kind.LATE);
    }

    @Test
    void alreadyVerifiedCountsOnlyAfterOwnEarlierCall() {
        AttemptEntity first = attempt(AttemptState.VERIFYING);
        assertEquals(Op.WAIT, OutcomeTransitions.apply(first, Op.VERIFY, outcome(Kind.ALREADY), true, NOW));
        assertEquals(AttemptState.UNKNOWN, first.state);
        assertEquals("verified-by-others", first.held);
        assertEquals(
                Op.WAIT,
                OutcomeTransitions.apply(first, Op.INQUIRE, outcome(Kind.OK), true, NOW),
                "nor does asking again make it ours");

        AttemptEntity second = attempt(AttemptState.VERIFYING);
        second.verifyCalls = 2;
        assertEquals(Op.SETTLE, OutcomeTransitions.apply(second, Op.VERIFY, outcome(Kind.ALREADY), true, NOW));
    }

    @Test
    void irreversibleWrongAmountIsSettledAndRefunded() {
        AttemptEntity a = attempt(AttemptState.VERIFYING);
        assertEquals(Op.REVERSE, OutcomeTransitions.apply(a, Op.VERIFY, new Outcome(Kind.OK, "0", 1_000L), true, NOW));
        assertEquals(1_000L, a.received);
        Instant late = a.returned.plus(Duration.ofHours(3));
        assertEquals(Op.INQUIRE, NextCall.next(a, true, late), "it was settled by itself, or went back");
        assertEquals(Op.SETTLE, OutcomeTransitions.apply(a, Op.INQUIRE, new Outcome(Kind.OK, "0", 1_000L), true, late));
        assertEquals(Op.END, OutcomeTransitions.apply(a, Op.SETTLE, outcome(Kind.ALREADY), true, late));
        assertEquals(AttemptState.DOUBLE, a.state, "it pays no bill");
    }

    @Test
    void inquiryDoesNotClaimUnverifiedSale() {
        AttemptEntity a = attempt(AttemptState.STARTED);
        a.verifyCalls = 0;
        assertEquals(Op.WAIT, OutcomeTransitions.apply(a, Op.INQUIRE, outcome(Kind.OK), true, NOW));
        assertEquals("verified-by-others", a.held);
    }

    static Stream<Kind> closing() {
        return Stream.of(Kind.NOT_FOUND, Kind.REFUSED);
    }

    @ParameterizedTest
    @MethodSource("closing")
    void refusedVerificationFreesReference(Kind kind) {
        AttemptEntity a = attempt(AttemptState.VERIFYING);
        assertEquals(Op.END, OutcomeTransitions.apply(a, Op.VERIFY, outcome(kind), true, NOW));
        assertEquals(AttemptState.FAILED, a.state);
        assertNull(a.reference);
    }

    @Test
    void cancellationTriggersInquiry() {
        AttemptEntity a = attempt(AttemptState.RETURNED);
        a.hintPaid = false;
        a.hintReference = null;
        assertEquals(Op.INQUIRE, NextCall.next(a, true, NOW));
        assertEquals(AttemptState.RETURNED, a.state);
    }

    @ParameterizedTest
    @CsvSource({"12500001, false", "12500000, true", ", true"})
    void differingAmountIsNeverVerified(Long shown, boolean verified) {
        AttemptEntity a = attempt(AttemptState.RETURNED);
        a.hintAmount = shown;
        assertEquals(verified ? Op.VERIFY : Op.WAIT, NextCall.next(a, true, NOW));
        assertEquals(verified ? null : "amount-differs", a.held);
    }

    @Test
    void reversesWrongVerifiedAmount() {
        AttemptEntity a = attempt(AttemptState.VERIFYING);
        assertEquals(Op.REVERSE, OutcomeTransitions.apply(a, Op.VERIFY, new Outcome(Kind.OK, "0", 1L), true, NOW));
        assertEquals(AttemptState.REVERSING, a.state);
    }

    @ParameterizedTest
    @CsvSource({
        "1, WAIT, UNKNOWN",
        "19, WAIT, UNKNOWN",
        "20, REVERSE, REVERSING",
        "179, REVERSE, REVERSING",
        "180, WAIT, UNKNOWN"
    })
    void reversesUnknownSaleBetweenLimits(long minutes, Op then, AttemptState state) {
        AttemptEntity a = attempt(AttemptState.UNKNOWN);
        a.returned = NOW.minus(Duration.ofMinutes(minutes));
        assertEquals(then, OutcomeTransitions.apply(a, Op.INQUIRE, outcome(Kind.UNKNOWN), true, NOW));
        assertEquals(state, a.state);
    }

    @Test
    void settlesWhenBankRefusesLateReversal() {
        AttemptEntity a = attempt(AttemptState.REVERSING);
        assertEquals(Op.SETTLE, OutcomeTransitions.apply(a, Op.REVERSE, outcome(Kind.REFUSED), true, NOW));
        assertEquals(Op.END, OutcomeTransitions.apply(a, Op.SETTLE, outcome(Kind.ALREADY), true, NOW));
        assertEquals(AttemptState.SETTLED, a.state);
    }

    @Test
    void closedBillIsNotVerifiedAndVerifiedMoneyIsReversed() {
        AttemptEntity returned = attempt(AttemptState.RETURNED);
        assertEquals(Op.WAIT, NextCall.next(returned, false, NOW));
        assertEquals("bill-closed", returned.held);
        AttemptEntity verifying = attempt(AttemptState.VERIFYING);
        assertEquals(Op.REVERSE, OutcomeTransitions.apply(verifying, Op.VERIFY, outcome(Kind.OK), false, NOW));
        AttemptEntity settling = attempt(AttemptState.SETTLING);
        assertEquals(Op.END, OutcomeTransitions.apply(settling, Op.SETTLE, outcome(Kind.OK), false, NOW));
        assertEquals(AttemptState.DOUBLE, settling.state);
    }

    @Test
    void verifiesAgainWhenBankLostVerification() {
        AttemptEntity a = attempt(AttemptState.SETTLING);
        assertEquals(Op.VERIFY, OutcomeTransitions.apply(a, Op.SETTLE, outcome(Kind.UNVERIFIED), true, NOW));
        assertEquals(2, a.verifyCalls);
    }

    @Test
    void openingFailsOnlyAfterAbandonLimit() {
        AttemptEntity a = attempt(AttemptState.CREATED);
        assertEquals(Op.WAIT, NextCall.next(a, true, NOW));
        a.created = NOW.minus(a.bank.abandonAfter());
        assertEquals(Op.END, NextCall.next(a, true, NOW));
        assertNotEquals(AttemptState.CREATED, a.state);
    }
}
