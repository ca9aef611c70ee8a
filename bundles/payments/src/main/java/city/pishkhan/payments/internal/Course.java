package city.pishkhan.payments.internal;

import static city.pishkhan.payments.internal.AttemptState.FAILED;
import static city.pishkhan.payments.internal.AttemptState.REVERSING;
import static city.pishkhan.payments.internal.AttemptState.SETTLING;
import static city.pishkhan.payments.internal.AttemptState.UNKNOWN;
import static city.pishkhan.payments.internal.AttemptState.VERIFYING;

import java.time.Duration;
import java.time.Instant;

/**
 * What is to be done with an attempt: decided from its row alone, so that whoever comes after a crash decides the same. Every call at the
 * bank is on record before it is made; hence a bank's "done before" counts where an earlier call of ours is on record, and there only.
 */
final class Course {
    private final Limits limits;

    /** What comes next. */
    enum Op {
        VERIFY,
        SETTLE,
        INQUIRE,
        REVERSE,
        /** nothing now; somebody looks again later */
        WAIT,
        /** nothing, ever */
        END;

        boolean calls() {
            return this != WAIT && this != END;
        }
    }

    Course(Limits limits) {
        this.limits = limits;
    }

    /** For whoever comes to an attempt anew: by the queue, the sweep, or after a crash. */
    Op next(AttemptRow a, boolean billOpen, Instant now) {
        return switch (a.state) {
            case CREATED -> abandoned(a, now);
            case STARTED -> Op.INQUIRE;
            case RETURNED -> returned(a, billOpen);
            case VERIFYING -> {
                // whether the call was heard, nobody recorded
                a.move(UNKNOWN);
                yield Op.INQUIRE;
            }
            case VERIFIED -> verified(a, billOpen);
            case SETTLING -> {
                a.settleCalls++;
                yield Op.SETTLE;
            }
            case UNKNOWN -> Op.INQUIRE;
            case REVERSING -> reversing(a, now);
            case SETTLED, DOUBLE, REVERSED, FAILED -> Op.END;
        };
    }

    private Op abandoned(AttemptRow a, Instant now) {
        // its session was never handed out, so nobody can have paid
        if (passed(a.created, limits.abandonAfter(), now)) {
            a.move(FAILED);
            return Op.END;
        }
        return Op.WAIT;
    }

    private static Op returned(AttemptRow a, boolean billOpen) {
        if (!billOpen) {
            // unverified money goes back by itself
            a.hold("bill-closed");
            return Op.WAIT;
        }
        if (a.hintAmount != null && a.hintAmount != a.amount) {
            a.hold("amount-differs");
            return Op.WAIT;
        }
        return a.hintPaid && a.hintReference != null ? startVerifying(a) : Op.INQUIRE;
    }

    static Op startVerifying(AttemptRow a) {
        a.reference = a.hintReference;
        a.verifyCalls++;
        a.move(VERIFYING);
        return Op.VERIFY;
    }

    static Op verified(AttemptRow a, boolean billOpen) {
        if (billOpen && a.held == null) {
            return startSettling(a);
        }
        a.move(REVERSING);
        return Op.REVERSE;
    }

    static Op startSettling(AttemptRow a) {
        a.settleCalls++;
        a.move(SETTLING);
        return Op.SETTLE;
    }

    private Op reversing(AttemptRow a, Instant now) {
        if (passed(a.returned, limits.reverseWithin(), now)) {
            // by now the bank has settled by itself, or given the money back
            a.move(UNKNOWN);
            return Op.INQUIRE;
        }
        return Op.REVERSE;
    }

    static boolean passed(Instant since, Duration limit, Instant now) {
        return since != null && !now.isBefore(since.plus(limit));
    }
}
