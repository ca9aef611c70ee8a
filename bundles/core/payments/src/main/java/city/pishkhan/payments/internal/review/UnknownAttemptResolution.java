package city.pishkhan.payments.internal.review;

import city.pishkhan.api.Refusal;
import city.pishkhan.payments.internal.attempt.NextCall;
import city.pishkhan.payments.internal.attempt.NextCall.Op;
import city.pishkhan.payments.internal.attempt.OutcomeTransitions;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.spi.PaymentGateway.Outcome;
import java.time.Instant;
import java.util.Set;

/**
 * Applies the bank's answer to an operator's inquiry to an unknown attempt. The operator may accept a verification that
 * the hub has not recorded, but cannot replace the bank's answer.
 */
final class UnknownAttemptResolution {
    /** reasons of holds that end only if the bank's answer also contains the amount */
    private static final Set<String> NEED_THE_AMOUNT = Set.of("amount-differs", "lapses");

    private UnknownAttemptResolution() {}

    /** @throws Refusal if the bank's answer permits no decision; the attempt is then unchanged */
    static Op apply(AttemptEntity a, Outcome outcome, boolean billOpen, Instant now) {
        Op op =
                switch (outcome.kind()) {
                    case NOT_FOUND, REFUSED -> OutcomeTransitions.fail(a);
                    case REVERSED -> OutcomeTransitions.end(a, AttemptState.REVERSED);
                    case OK, ALREADY -> applyPaid(a, outcome, billOpen, now);
                    case UNVERIFIED -> throw Refusal.conflict("attempt.unverified");
                    case UNKNOWN, LATE -> throw silent(a.gateway);
                };
        a.code = outcome.code() == null ? a.code : outcome.code();
        return op;
    }

    static Refusal silent(String gateway) {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "attempt.still-unknown", null, gateway);
    }

    private static Op applyPaid(AttemptEntity a, Outcome outcome, boolean billOpen, Instant now) {
        String reference = a.reference == null ? a.hintReference : a.reference;
        if (reference == null) {
            throw Refusal.conflict("attempt.no-reference");
        }
        if (a.held != null && NEED_THE_AMOUNT.contains(a.held) && outcome.amount() == null) {
            throw Refusal.conflict("attempt.amount-not-said");
        }
        a.held = null;
        a.reference = reference;
        if (!billOpen && !a.bank.isReversible(a.returned, now)) {
            // too late for a reversal: the bank has settled on its own, and the money is to be refunded
            a.move(AttemptState.VERIFIED);
            a.verified = now;
            return NextCall.keepMoney(a, false, now);
        }
        return OutcomeTransitions.accept(a, outcome, billOpen, now);
    }
}
