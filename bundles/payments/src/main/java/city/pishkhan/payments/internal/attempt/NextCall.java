package city.pishkhan.payments.internal.attempt;

import static city.pishkhan.payments.internal.store.AttemptState.DOUBLE;
import static city.pishkhan.payments.internal.store.AttemptState.FAILED;
import static city.pishkhan.payments.internal.store.AttemptState.REVERSING;
import static city.pishkhan.payments.internal.store.AttemptState.SETTLED;
import static city.pishkhan.payments.internal.store.AttemptState.SETTLING;
import static city.pishkhan.payments.internal.store.AttemptState.UNKNOWN;
import static city.pishkhan.payments.internal.store.AttemptState.VERIFYING;

import city.pishkhan.payments.internal.store.AttemptEntity;
import java.time.Instant;

/**
 * What is to be done with an attempt: decided from its row alone, so that whoever comes after a crash decides the same. Every call at the
 * bank is on record before it is made; hence a bank's "done before" counts where an earlier call of ours is on record, and there only.
 */
public final class NextCall {
    private NextCall() {}

    /** What comes next. */
    public enum Op {
        VERIFY,
        SETTLE,
        INQUIRE,
        REVERSE,
        /** asks the bank what the payer would have brought back */
        RETURN,
        /** nothing now; somebody looks again later */
        WAIT,
        /** nothing, ever */
        END;

        boolean calls() {
            return this != WAIT && this != END;
        }
    }

    /** For whoever comes to an attempt anew: by the queue, the sweep, or after a crash. */
    static Op next(AttemptEntity a, boolean billOpen, Instant now) {
        return switch (a.state) {
            case CREATED -> abandoned(a, now);
            case STARTED, UNKNOWN -> ask(a, now);
            case RETURNED -> returned(a, billOpen, now);
            case VERIFYING -> {
                // whether the call was heard, nobody recorded
                a.move(UNKNOWN);
                yield ask(a, now);
            }
            case VERIFIED -> verified(a, billOpen, now);
            case SETTLING -> startSettling(a);
            case REVERSING -> reversing(a, now);
            case SETTLED, DOUBLE, REVERSED, FAILED -> Op.END;
        };
    }

    private static Op abandoned(AttemptEntity a, Instant now) {
        // its session was never handed out, so nobody can have paid
        if (now.isBefore(a.created.plus(a.bank.abandonAfter()))) {
            return Op.WAIT;
        }
        a.move(FAILED);
        return Op.END;
    }

    /** What became of it? */
    private static Op ask(AttemptEntity a, Instant now) {
        return a.bank.inquires ? Op.INQUIRE : BankWithoutInquiryPolicy.next(a, now);
    }

    private static Op returned(AttemptEntity a, boolean billOpen, Instant now) {
        if (!billOpen && !a.bank.counter) {
            // unverified money goes back by itself; what was paid at a counter only by our reversal, which wants a
            // verification
            a.hold("bill-closed");
            return Op.WAIT;
        }
        if (a.hintAmount != null && a.hintAmount != a.amount) {
            a.hold(OutcomeTransitions.AMOUNT_DIFFERS);
            return Op.WAIT;
        }
        return a.hintPaid && a.hintReference != null ? startVerifying(a) : ask(a, now);
    }

    static Op startVerifying(AttemptEntity a) {
        a.reference = a.hintReference;
        a.verifyCalls++;
        a.move(VERIFYING);
        return Op.VERIFY;
    }

    static Op verified(AttemptEntity a, boolean billOpen, Instant now) {
        if (billOpen && a.held == null) {
            return keep(a, true, now);
        }
        a.move(REVERSING);
        return Op.REVERSE;
    }

    /** The money is to stay: by one more call, or where the bank has no such call it does already. */
    public static Op keep(AttemptEntity a, boolean billOpen, Instant now) {
        if (a.bank.settles) {
            return startSettling(a);
        }
        a.settled = now;
        a.move(billOpen ? SETTLED : DOUBLE);
        return Op.END;
    }

    private static Op startSettling(AttemptEntity a) {
        a.settleCalls++;
        if (a.state != SETTLING) {
            a.move(SETTLING);
        }
        return Op.SETTLE;
    }

    private static Op reversing(AttemptEntity a, Instant now) {
        if (a.bank.inquires && !a.bank.reversible(a.returned, now)) {
            // by now the bank has settled by itself, or given the money back
            a.move(UNKNOWN);
            return Op.INQUIRE;
        }
        return Op.REVERSE;
    }
}
