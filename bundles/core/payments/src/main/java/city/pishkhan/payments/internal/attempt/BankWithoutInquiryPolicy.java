package city.pishkhan.payments.internal.attempt;

import static city.pishkhan.payments.internal.store.AttemptState.FAILED;
import static city.pishkhan.payments.internal.store.AttemptState.REVERSED;
import static city.pishkhan.payments.internal.store.AttemptState.REVERSING;
import static city.pishkhan.payments.internal.store.AttemptState.STARTED;
import static city.pishkhan.payments.internal.store.AttemptState.UNKNOWN;

import city.pishkhan.payments.internal.attempt.NextCall.Op;
import city.pishkhan.payments.internal.store.AttemptEntity;
import java.time.Instant;
import java.util.Set;

/**
 * Decides about a sale with an unknown outcome at a bank that answers no inquiries. A sale that was never verified lapses: the bank
 * returns the money on its own. A sale that may be verified is verified again, because the answer shows its state.
 */
final class BankWithoutInquiryPolicy {
    private static final String LAPSED = "lapsed";
    /** reasons for a hold whose sale was verified by another payer's call and therefore does not lapse */
    private static final Set<String> VERIFIED_ELSEWHERE =
            Set.of(OutcomeTransitions.REFERENCE_CONTESTED, OutcomeTransitions.OTHER_ORDER);

    private BankWithoutInquiryPolicy() {}

    static Op next(AttemptEntity a, Instant now) {
        if (isLapsing(a)) {
            // before the sale lapses it is checked only if a node has stopped, because the payer may have returned to
            // that node
            return now.isBefore(lapseTime(a)) ? nextBeforeLapse(a) : lapse(a);
        }
        // a hold after a verification is resolved by people or by the bank's settlement file
        return a.held == null ? NextCall.startVerifying(a) : Op.WAIT;
    }

    private static Op nextBeforeLapse(AttemptEntity a) {
        return a.state == STARTED ? Op.RETURN : Op.WAIT;
    }

    /** Returns {@code true} if the only step left is to wait until the bank has returned the money, if any was paid. */
    static boolean isLapsing(AttemptEntity a) {
        return !a.bank.inquires
                && switch (a.state) {
                    case STARTED -> true;
                    case RETURNED -> !a.hintPaid || a.hintReference == null;
                    case UNKNOWN -> a.verifyCalls == 0 && !(a.held != null && VERIFIED_ELSEWHERE.contains(a.held));
                    default -> false;
                };
    }

    static Instant lapseTime(AttemptEntity a) {
        return a.bank.lapseTime(a.created, a.returned);
    }

    private static Op lapse(AttemptEntity a) {
        a.code = LAPSED;
        a.move(a.hintPaid ? REVERSED : FAILED);
        return Op.END;
    }

    /**
     * Handles a verification that the bank has not answered: the verification is retried as long as the bank verifies,
     * and the sale is reversed afterwards. The attempt is VERIFYING.
     */
    static Op handleUnanswered(AttemptEntity a, Instant now) {
        a.move(UNKNOWN);
        return a.bank.isVerifiable(a.returned, now) ? Op.WAIT : startReversing(a);
    }

    /** Handles the bank's answer that the sale can no longer be verified. The attempt is VERIFYING. */
    static Op handleLate(AttemptEntity a) {
        if (a.verifyCalls == 1) {
            // no earlier call can have verified the sale, so the bank returns the money on its own
            a.code = LAPSED;
            a.move(REVERSED);
            return Op.END;
        }
        a.move(UNKNOWN);
        return startReversing(a);
    }

    private static Op startReversing(AttemptEntity a) {
        a.move(REVERSING);
        return Op.REVERSE;
    }
}
