package city.pishkhan.payments.internal;

import static city.pishkhan.payments.internal.AttemptState.DOUBLE;
import static city.pishkhan.payments.internal.AttemptState.FAILED;
import static city.pishkhan.payments.internal.AttemptState.REVERSED;
import static city.pishkhan.payments.internal.AttemptState.REVERSING;
import static city.pishkhan.payments.internal.AttemptState.SETTLED;
import static city.pishkhan.payments.internal.AttemptState.SETTLING;
import static city.pishkhan.payments.internal.AttemptState.UNKNOWN;
import static city.pishkhan.payments.internal.AttemptState.VERIFIED;
import static city.pishkhan.payments.internal.AttemptState.VERIFYING;

import city.pishkhan.spi.PaymentGateway.Outcome;
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

    /** After a call: what its outcome makes of the attempt. The attempt must stand as it did when the call was decided. */
    Op after(AttemptRow a, Op done, Outcome outcome, boolean billOpen, Instant now) {
        a.code = outcome.code() == null ? a.code : outcome.code();
        return switch (done) {
            case VERIFY -> verify(a, outcome, billOpen, now);
            case SETTLE -> settle(a, outcome, billOpen, now);
            case INQUIRE -> inquire(a, outcome, billOpen, now);
            case REVERSE -> reverse(a, outcome);
            case WAIT, END -> done;
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

    private static Op startVerifying(AttemptRow a) {
        a.reference = a.hintReference;
        a.verifyCalls++;
        a.move(VERIFYING);
        return Op.VERIFY;
    }

    private static Op verified(AttemptRow a, boolean billOpen) {
        if (billOpen && a.held == null) {
            a.settleCalls++;
            a.move(SETTLING);
            return Op.SETTLE;
        }
        a.move(REVERSING);
        return Op.REVERSE;
    }

    private Op reversing(AttemptRow a, Instant now) {
        if (passed(a.returned, limits.reverseWithin(), now)) {
            // by now the bank has settled by itself, or given the money back
            a.move(UNKNOWN);
            return Op.INQUIRE;
        }
        return Op.REVERSE;
    }

    private Op verify(AttemptRow a, Outcome outcome, boolean billOpen, Instant now) {
        return switch (outcome.kind()) {
            case OK -> accept(a, outcome, billOpen, now);
            case ALREADY -> a.verifyCalls > 1 ? accept(a, outcome, billOpen, now) : foreign(a);
            case NOT_FOUND, REFUSED -> fail(a);
            case REVERSED -> end(a, REVERSED);
            case UNVERIFIED, UNKNOWN -> {
                a.move(UNKNOWN);
                yield Op.INQUIRE;
            }
        };
    }

    private static Op accept(AttemptRow a, Outcome outcome, boolean billOpen, Instant now) {
        a.move(VERIFIED);
        a.verified = now;
        if (outcome.amount() != null && outcome.amount() != a.amount) {
            a.held = "amount-differs";
        }
        return verified(a, billOpen);
    }

    private static Op foreign(AttemptRow a) {
        a.hold("verified-by-others");
        return Op.WAIT;
    }

    private static Op settle(AttemptRow a, Outcome outcome, boolean billOpen, Instant now) {
        return switch (outcome.kind()) {
            // ALREADY: the settlement rests on our own verification, and the bank settles by itself what we are slow to settle
            case OK, ALREADY -> {
                a.settled = now;
                yield end(a, billOpen ? SETTLED : DOUBLE);
            }
            case REVERSED -> end(a, REVERSED);
            case UNVERIFIED -> startVerifying(a);
            case NOT_FOUND, REFUSED -> {
                a.move(UNKNOWN);
                yield Op.WAIT;
            }
            case UNKNOWN -> Op.WAIT;
        };
    }

    private Op inquire(AttemptRow a, Outcome outcome, boolean billOpen, Instant now) {
        return switch (outcome.kind()) {
            case NOT_FOUND, REFUSED -> fail(a);
            case REVERSED -> end(a, REVERSED);
            case OK, ALREADY -> stands(a, outcome, billOpen, now);
            case UNVERIFIED -> unverified(a, billOpen);
            case UNKNOWN -> stillUnknown(a, now);
        };
    }

    private static Op stands(AttemptRow a, Outcome outcome, boolean billOpen, Instant now) {
        if (a.held != null) {
            return Op.WAIT;
        }
        return a.state == UNKNOWN && a.verifyCalls > 0 ? accept(a, outcome, billOpen, now) : foreign(a);
    }

    private static Op unverified(AttemptRow a, boolean billOpen) {
        if (a.held != null || a.hintReference == null) {
            // without a reference nobody can verify; the bank gives the money back
            return Op.WAIT;
        }
        if (!billOpen) {
            a.hold("bill-closed");
            return Op.WAIT;
        }
        return startVerifying(a);
    }

    private Op stillUnknown(AttemptRow a, Instant now) {
        boolean mayReverse = a.state == UNKNOWN && a.held == null && a.verifyCalls > 0
                && !passed(a.returned, limits.reverseWithin(), now);
        if (mayReverse && passed(a.returned, limits.verifyWithin(), now)) {
            a.move(REVERSING);
            return Op.REVERSE;
        }
        return Op.WAIT;
    }

    private static Op reverse(AttemptRow a, Outcome outcome) {
        return switch (outcome.kind()) {
            case OK, ALREADY, REVERSED -> end(a, REVERSED);
            case NOT_FOUND -> fail(a);
            case UNVERIFIED -> {
                a.hold("lapses");
                yield Op.WAIT;
            }
            case REFUSED -> {
                if (a.held != null) {
                    a.move(UNKNOWN);
                    yield Op.WAIT;
                }
                a.settleCalls++;
                a.move(SETTLING);
                yield Op.SETTLE;
            }
            case UNKNOWN -> Op.WAIT;
        };
    }

    /** The reference that the payer brought has paid elsewhere. */
    Op reject(AttemptRow a) {
        a.code = "reference-used";
        return fail(a);
    }

    private static Op fail(AttemptRow a) {
        // a reference that the bank does not stand by must not keep the sale's true owner out
        a.reference = null;
        return end(a, FAILED);
    }

    private static Op end(AttemptRow a, AttemptState state) {
        a.move(state);
        return Op.END;
    }

    private static boolean passed(Instant since, Duration limit, Instant now) {
        return since != null && !now.isBefore(since.plus(limit));
    }
}
