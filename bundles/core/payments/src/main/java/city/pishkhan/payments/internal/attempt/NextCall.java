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
 * The next call of an attempt. It is decided from the attempt's row alone, so the decision is the same after a crash. Every call to
 * the bank is recorded before it is made. The bank's answer "already done" therefore counts only if an earlier call is recorded.
 */
public final class NextCall {
    private NextCall() {}

    /** The next operation of an attempt. */
    public enum Op {
        VERIFY,
        SETTLE,
        INQUIRE,
        REVERSE,
        /** requests the content of the payer's return from the bank */
        RETURN,
        /** nothing now; the attempt is checked again later */
        WAIT,
        /** nothing; the attempt has ended */
        END;

        boolean isCall() {
            return this != WAIT && this != END;
        }
    }

    /** Returns the next operation without an answer of the bank: after a wake-up, in a sweep or after a crash. */
    static Op next(AttemptEntity a, boolean billOpen, Instant now) {
        return switch (a.state) {
            case CREATED -> nextOfAbandoned(a, now);
            case STARTED, UNKNOWN -> nextInquiry(a, now);
            case RETURNED -> nextOfReturned(a, billOpen, now);
            case VERIFYING -> {
                // it is not known whether the bank received the verification
                a.move(UNKNOWN);
                yield nextInquiry(a, now);
            }
            case VERIFIED -> nextOfVerified(a, billOpen, now);
            case SETTLING -> startSettling(a);
            case REVERSING -> nextOfReversing(a, now);
            case SETTLED, DOUBLE, REVERSED, FAILED -> Op.END;
        };
    }

    private static Op nextOfAbandoned(AttemptEntity a, Instant now) {
        // no payer has received the session of this attempt, so the attempt cannot have been paid
        if (now.isBefore(a.created.plus(a.bank.abandonAfter()))) {
            return Op.WAIT;
        }
        a.move(FAILED);
        return Op.END;
    }

    /** Returns the operation that finds out the state of the sale. */
    private static Op nextInquiry(AttemptEntity a, Instant now) {
        return a.bank.inquires ? Op.INQUIRE : BankWithoutInquiryPolicy.next(a, now);
    }

    private static Op nextOfReturned(AttemptEntity a, boolean billOpen, Instant now) {
        if (!billOpen && !a.bank.counter) {
            // unverified money returns to the payer on its own; a payment at a counter only by a reversal, which
            // requires a verification first
            a.putOnHold("bill-closed");
            return Op.WAIT;
        }
        if (a.hintAmount != null && a.hintAmount != a.amount) {
            a.putOnHold(OutcomeTransitions.AMOUNT_DIFFERS);
            return Op.WAIT;
        }
        return a.hintPaid && a.hintReference != null ? startVerifying(a) : nextInquiry(a, now);
    }

    static Op startVerifying(AttemptEntity a) {
        a.reference = a.hintReference;
        a.verifyCalls++;
        a.move(VERIFYING);
        return Op.VERIFY;
    }

    static Op nextOfVerified(AttemptEntity a, boolean billOpen, Instant now) {
        if (billOpen && a.held == null) {
            return keepMoney(a, true, now);
        }
        a.move(REVERSING);
        return Op.REVERSE;
    }

    /** Keeps the money of a verified sale: by a settlement call, or at once if the bank has no such call. */
    public static Op keepMoney(AttemptEntity a, boolean billOpen, Instant now) {
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

    private static Op nextOfReversing(AttemptEntity a, Instant now) {
        if (a.bank.inquires && !a.bank.isReversible(a.returned, now)) {
            // the bank has settled on its own, or has returned the money
            a.move(UNKNOWN);
            return Op.INQUIRE;
        }
        return Op.REVERSE;
    }
}
