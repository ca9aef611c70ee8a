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
 * What is done about a sale of unknown fate at a bank that answers no inquiries. What was never verified goes back to the payer by the
 * bank's own clock; what may be verified is verified once more, because the answer to that tells how it stands.
 */
final class BankWithoutInquiryPolicy {
    private static final String LAPSED = "lapsed";
    /** held for what another payer's call has verified, which does not go back */
    private static final Set<String> VERIFIED_ELSEWHERE =
            Set.of(OutcomeTransitions.REFERENCE_CONTESTED, OutcomeTransitions.OTHER_ORDER);

    private BankWithoutInquiryPolicy() {}

    static Op next(AttemptEntity a, Instant now) {
        if (lapsing(a)) {
            // somebody looks before the time only if payers may have come back to a node that died
            return now.isBefore(lapses(a)) ? early(a) : lapse(a);
        }
        // what is held after a verification only people know more about, by the bank's own books
        return a.held == null ? NextCall.startVerifying(a) : Op.WAIT;
    }

    private static Op early(AttemptEntity a) {
        return a.state == STARTED ? Op.RETURN : Op.WAIT;
    }

    /** Whether nothing is to be done but to wait until the bank has given the money back, if there was any. */
    static boolean lapsing(AttemptEntity a) {
        return !a.bank.inquires
                && switch (a.state) {
                    case STARTED -> true;
                    case RETURNED -> !a.hintPaid || a.hintReference == null;
                    case UNKNOWN -> a.verifyCalls == 0 && !(a.held != null && VERIFIED_ELSEWHERE.contains(a.held));
                    default -> false;
                };
    }

    static Instant lapses(AttemptEntity a) {
        return a.bank.lapses(a.created, a.returned);
    }

    private static Op lapse(AttemptEntity a) {
        a.code = LAPSED;
        a.move(a.hintPaid ? REVERSED : FAILED);
        return Op.END;
    }

    /** A verification without a word: it is asked for again in time, and taken back after. The attempt is VERIFYING. */
    static Op unanswered(AttemptEntity a, Instant now) {
        a.move(UNKNOWN);
        return a.bank.verifiable(a.returned, now) ? Op.WAIT : takeBack(a);
    }

    /** The bank says that it verifies no longer. The attempt is VERIFYING. */
    static Op late(AttemptEntity a) {
        if (a.verifyCalls == 1) {
            // nobody verified before, so it goes back by itself
            a.code = LAPSED;
            a.move(REVERSED);
            return Op.END;
        }
        a.move(UNKNOWN);
        return takeBack(a);
    }

    private static Op takeBack(AttemptEntity a) {
        a.move(REVERSING);
        return Op.REVERSE;
    }
}
