package city.pishkhan.payments.internal.attempt;

import static city.pishkhan.payments.internal.store.AttemptState.DOUBLE;
import static city.pishkhan.payments.internal.store.AttemptState.FAILED;
import static city.pishkhan.payments.internal.store.AttemptState.REVERSED;
import static city.pishkhan.payments.internal.store.AttemptState.REVERSING;
import static city.pishkhan.payments.internal.store.AttemptState.SETTLED;
import static city.pishkhan.payments.internal.store.AttemptState.STARTED;
import static city.pishkhan.payments.internal.store.AttemptState.UNKNOWN;
import static city.pishkhan.payments.internal.store.AttemptState.VERIFIED;

import city.pishkhan.payments.internal.attempt.NextCall.Op;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.spi.PaymentGateway.Outcome;
import java.time.Instant;

/** Applies the outcome of a bank call to an attempt and returns the next operation. */
public final class OutcomeTransitions {
    public static final String AMOUNT_DIFFERS = "amount-differs";
    public static final String REFERENCE_USED = "reference-used";
    public static final String OTHER_BILL = "other-bill";
    /** the bank or its settlement file names the order number of another attempt for the sale */
    static final String OTHER_ORDER = "other-order";
    /** another payer brought the same reference, and the bank did not name the order of the sale */
    static final String REFERENCE_CONTESTED = "reference-contested";

    static final String REVERSAL_LATE = "reversal-late";
    static final String VERIFIED_BY_OTHERS = "verified-by-others";

    private OutcomeTransitions() {}

    /** Applies the outcome of a call. The attempt must be in the same state as when the call was decided. */
    static Op apply(AttemptEntity a, Op done, Outcome outcome, boolean billOpen, Instant now) {
        a.code = outcome.code() == null ? a.code : outcome.code();
        return switch (done) {
            case VERIFY -> verify(a, outcome, billOpen, now);
            case SETTLE -> settle(a, outcome, billOpen, now);
            case INQUIRE -> inquire(a, outcome, billOpen, now);
            case REVERSE -> reverse(a, outcome, billOpen, now);
            case RETURN -> Op.WAIT;
            case WAIT, END -> done;
        };
    }

    private static Op verify(AttemptEntity a, Outcome outcome, boolean billOpen, Instant now) {
        if (isOtherOrder(a, outcome)) {
            return failAsOtherOrder(a);
        }
        return switch (outcome.kind()) {
            case OK -> accept(a, outcome, billOpen, now);
            case ALREADY -> a.verifyCalls > 1 ? accept(a, outcome, billOpen, now) : holdForeign(a);
            case NOT_FOUND, REFUSED -> fail(a);
            case REVERSED -> end(a, REVERSED);
            case LATE -> a.bank.inquires ? inquireAbout(a) : BankWithoutInquiryPolicy.handleLate(a);
            case UNVERIFIED, UNKNOWN ->
                a.bank.inquires ? inquireAbout(a) : BankWithoutInquiryPolicy.handleUnanswered(a, now);
        };
    }

    private static boolean isOtherOrder(AttemptEntity a, Outcome outcome) {
        return outcome.order() != null && outcome.order() != a.order;
    }

    /** Fails an attempt whose sale belongs to another payer, even if this attempt verified it. */
    static Op failAsOtherOrder(AttemptEntity a) {
        a.code = OTHER_ORDER;
        a.held = null;
        return fail(a);
    }

    private static Op inquireAbout(AttemptEntity a) {
        a.move(UNKNOWN);
        return Op.INQUIRE;
    }

    public static Op accept(AttemptEntity a, Outcome outcome, boolean billOpen, Instant now) {
        a.move(VERIFIED);
        a.verified = now;
        a.orderNamed |= outcome.order() != null;
        a.paidAt = outcome.at() == null ? a.paidAt : outcome.at();
        if (outcome.amount() != null && outcome.amount() != a.amount) {
            a.held = AMOUNT_DIFFERS;
            a.received = outcome.amount();
        } else if (a.paidForOtherBill) {
            a.held = OTHER_BILL;
        }
        return NextCall.nextOfVerified(a, billOpen, now);
    }

    private static Op holdForeign(AttemptEntity a) {
        a.putOnHold(VERIFIED_BY_OTHERS);
        return Op.WAIT;
    }

    private static Op settle(AttemptEntity a, Outcome outcome, boolean billOpen, Instant now) {
        return switch (outcome.kind()) {
            // ALREADY is a success: we have verified the sale ourselves, and the bank settles verified sales on its own
            // after some time
            case OK, ALREADY -> {
                // the time of verification is still missing if the bank did not answer our verification and settled on
                // its own before our reversal
                a.verified = a.verified == null ? now : a.verified;
                a.settled = now;
                yield end(a, billOpen && a.held == null ? SETTLED : DOUBLE);
            }
            case REVERSED -> end(a, REVERSED);
            case UNVERIFIED -> NextCall.startVerifying(a);
            case NOT_FOUND, REFUSED, LATE -> {
                a.move(UNKNOWN);
                yield Op.WAIT;
            }
            case UNKNOWN -> Op.WAIT;
        };
    }

    private static Op inquire(AttemptEntity a, Outcome outcome, boolean billOpen, Instant now) {
        return switch (outcome.kind()) {
            // the bank may not know the sale because the session is still open and the payer may still be on the bank's
            // page
            case NOT_FOUND, REFUSED -> isOnBankPage(a, now) ? Op.WAIT : fail(a);
            case REVERSED -> end(a, REVERSED);
            case OK, ALREADY -> applyPaid(a, outcome, billOpen, now);
            case UNVERIFIED -> applyUnverified(a, billOpen);
            case UNKNOWN, LATE -> applyUnknown(a, now);
        };
    }

    /** Returns {@code true} if the session is open and no payer has returned from it. */
    static boolean isOnBankPage(AttemptEntity a, Instant now) {
        return a.state == STARTED && now.isBefore(a.created.plusSeconds(a.bank.payWithin));
    }

    private static Op applyPaid(AttemptEntity a, Outcome outcome, boolean billOpen, Instant now) {
        if (a.held != null) {
            return a.state == UNKNOWN && isVerifiedByUs(a) && !a.bank.isReversible(a.returned, now)
                    ? keepForRefund(a, now)
                    : Op.WAIT;
        }
        return a.state == UNKNOWN && a.verifyCalls > 0 ? accept(a, outcome, billOpen, now) : holdForeign(a);
    }

    /** Returns {@code true} if we verified the sale ourselves, but it does not pay the bill because its amount or its bill differs. */
    private static boolean isVerifiedByUs(AttemptEntity a) {
        return (AMOUNT_DIFFERS.equals(a.held) || OTHER_BILL.equals(a.held)) && a.verified != null;
    }

    /**
     * Keeps the money of a sale that can no longer be reversed. The money does not pay the bill and is recorded as owed
     * to the payer.
     */
    private static Op keepForRefund(AttemptEntity a, Instant now) {
        if (a.state == UNKNOWN) {
            a.move(VERIFIED);
        }
        return NextCall.keepMoney(a, false, now);
    }

    private static Op applyUnverified(AttemptEntity a, boolean billOpen) {
        if (a.held != null) {
            return Op.WAIT;
        }
        if (a.hintReference == null) {
            // a sale without a reference cannot be verified; either the payer returns later, or the bank returns the
            // money
            a.recordLostReturn();
            return Op.WAIT;
        }
        if (!billOpen) {
            a.putOnHold("bill-closed");
            return Op.WAIT;
        }
        return NextCall.startVerifying(a);
    }

    private static Op applyUnknown(AttemptEntity a, Instant now) {
        boolean mayReverse =
                a.state == UNKNOWN && a.held == null && a.verifyCalls > 0 && a.bank.isReversible(a.returned, now);
        if (mayReverse && !a.bank.isVerifiable(a.returned, now)) {
            a.move(REVERSING);
            return Op.REVERSE;
        }
        return Op.WAIT;
    }

    private static Op reverse(AttemptEntity a, Outcome outcome, boolean billOpen, Instant now) {
        return switch (outcome.kind()) {
            case OK, ALREADY, REVERSED -> end(a, REVERSED);
            case NOT_FOUND -> fail(a);
            case UNVERIFIED -> {
                a.putOnHold("lapses");
                yield Op.WAIT;
            }
            case REFUSED, LATE -> applyIrreversible(a, billOpen, now);
            case UNKNOWN -> Op.WAIT;
        };
    }

    /** Handles a sale that the bank no longer reverses: the money is kept, unless a hold leaves the decision to people. */
    private static Op applyIrreversible(AttemptEntity a, boolean billOpen, Instant now) {
        if (isVerifiedByUs(a)) {
            return keepForRefund(a, now);
        }
        if (a.held == null && (a.bank.settles || a.verified != null)) {
            return NextCall.keepMoney(a, billOpen, now);
        }
        a.putOnHold(a.held == null ? REVERSAL_LATE : a.held);
        return Op.WAIT;
    }

    /** Fails an attempt whose reference has paid for another attempt. */
    static Op reject(AttemptEntity a) {
        a.code = REFERENCE_USED;
        return fail(a);
    }

    public static Op fail(AttemptEntity a) {
        // a reference that the bank denied must not block the attempt to which the sale belongs
        a.reference = null;
        // calls that the bank denied must not make a later verification by another payer count as ours
        a.verifyCalls = 0;
        a.settleCalls = 0;
        a.orderNamed = false;
        a.contested = false;
        return end(a, FAILED);
    }

    public static Op end(AttemptEntity a, AttemptState state) {
        a.move(state);
        return Op.END;
    }
}
