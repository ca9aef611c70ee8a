package city.pishkhan.payments.internal.store;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** States of a payment attempt and their permitted transitions. */
public enum AttemptState {
    /** stored; the bank may or may not have received the request for a session */
    CREATED,
    /** the bank opened a session; the payer is on the bank's page or has left it */
    STARTED,
    /** the payer's browser returned with a result, which is only a hint */
    RETURNED,
    /** the bank is asked to verify the sale */
    VERIFYING,
    /** the bank verified the sale: the money is reserved for us */
    VERIFIED,
    /** the bank is asked to settle */
    SETTLING,
    /** the bank settled: the bill is paid by this attempt */
    SETTLED,
    /** the bank settled, but the bill was paid or cancelled before: the money is to be refunded */
    DOUBLE,
    /** the bank gave no answer, or an answer that the hub must not act on */
    UNKNOWN,
    /** the bank is asked to return the money */
    REVERSING,
    /** the money was returned to the payer */
    REVERSED,
    /** the bank took no money from the payer */
    FAILED;

    private static final Set<AttemptState> ENDED = EnumSet.of(SETTLED, DOUBLE, REVERSED, FAILED);
    private static final Set<AttemptState> PENDING =
            EnumSet.of(RETURNED, VERIFYING, VERIFIED, SETTLING, UNKNOWN, REVERSING);

    /** Returns the states in which the bank may have taken money that does not pay the bill yet. */
    public static Set<AttemptState> pending() {
        return EnumSet.copyOf(PENDING);
    }

    public Set<AttemptState> next() {
        return switch (this) {
            // RETURNED: a payment at a counter is entered by its reference, without a session
            case CREATED -> EnumSet.of(STARTED, RETURNED, FAILED);
            case STARTED -> EnumSet.of(RETURNED, UNKNOWN, REVERSED, FAILED);
            case RETURNED -> EnumSet.of(VERIFYING, UNKNOWN, REVERSED, FAILED);
            case VERIFYING -> EnumSet.of(VERIFIED, UNKNOWN, REVERSED, FAILED);
            // SETTLED, DOUBLE: some banks have no settlement call; a verified sale is settled
            case VERIFIED -> EnumSet.of(SETTLING, SETTLED, REVERSING, DOUBLE);
            // VERIFYING: the bank may report that it has lost our verification
            case SETTLING -> EnumSet.of(SETTLED, DOUBLE, VERIFYING, UNKNOWN, REVERSED);
            case UNKNOWN -> EnumSet.of(VERIFYING, VERIFIED, REVERSING, REVERSED, FAILED);
            // SETTLING, SETTLED, DOUBLE: the money of a sale that can no longer be reversed is kept
            case REVERSING -> EnumSet.of(REVERSED, SETTLING, SETTLED, DOUBLE, UNKNOWN, FAILED);
            // the payer returned after the attempt was closed
            case FAILED -> EnumSet.of(RETURNED, UNKNOWN);
            // the bank's settlement file names another order, or the bank took the money back
            case SETTLED, DOUBLE -> EnumSet.of(FAILED, REVERSED);
            // the settlement file lists a sale that was thought to be reversed
            case REVERSED -> EnumSet.of(UNKNOWN);
        };
    }

    public AttemptState to(AttemptState target) {
        if (!next().contains(target)) {
            throw new IllegalStateException("An attempt cannot change from " + this + " to " + target);
        }
        return target;
    }

    public boolean isEnded() {
        return ENDED.contains(this);
    }

    /** Returns the name that callers see. */
    public String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
