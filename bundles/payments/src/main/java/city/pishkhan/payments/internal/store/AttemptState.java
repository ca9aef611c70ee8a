package city.pishkhan.payments.internal.store;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where one trip through a gateway stands, and where it may go from there. */
public enum AttemptState {
    /** on record; the bank may or may not have been asked for a session */
    CREATED,
    /** the bank opened a session; the payer is on the bank's page, or gone */
    STARTED,
    /** the payer's browser came back and said something, which is only a hint */
    RETURNED,
    /** the bank is being asked to verify the sale */
    VERIFYING,
    /** the bank verified: the money is reserved for us */
    VERIFIED,
    /** the bank is being asked to settle */
    SETTLING,
    /** the bank settled: the bill is paid by this attempt */
    SETTLED,
    /** settled, but the bill was paid or cancelled meanwhile: to be refunded */
    DOUBLE,
    /** the bank's word is missing, or says what the hub must not act on */
    UNKNOWN,
    /** the bank is being asked to give the money back */
    REVERSING,
    /** the money went back to the payer */
    REVERSED,
    /** no money was taken */
    FAILED;

    private static final Set<AttemptState> ENDED = EnumSet.of(SETTLED, DOUBLE, REVERSED, FAILED);
    private static final Set<AttemptState> PENDING =
            EnumSet.of(RETURNED, VERIFYING, VERIFIED, SETTLING, UNKNOWN, REVERSING);

    /** States in which money may have been taken, and the bill is not paid by it yet. */
    public static Set<AttemptState> pending() {
        return EnumSet.copyOf(PENDING);
    }

    public Set<AttemptState> next() {
        return switch (this) {
            // what was paid at a counter is brought by its reference; there is no page
            case CREATED -> EnumSet.of(STARTED, RETURNED, FAILED);
            case STARTED -> EnumSet.of(RETURNED, UNKNOWN, REVERSED, FAILED);
            case RETURNED -> EnumSet.of(VERIFYING, UNKNOWN, REVERSED, FAILED);
            case VERIFYING -> EnumSet.of(VERIFIED, UNKNOWN, REVERSED, FAILED);
            // at a bank that has no call to settle what it verified is settled
            case VERIFIED -> EnumSet.of(SETTLING, SETTLED, REVERSING, DOUBLE);
            // the bank may have lost our verification, and then says so
            case SETTLING -> EnumSet.of(SETTLED, DOUBLE, VERIFYING, UNKNOWN, REVERSED);
            case UNKNOWN -> EnumSet.of(VERIFYING, VERIFIED, REVERSING, REVERSED, FAILED);
            // what cannot be reversed because it is settled is ours
            case REVERSING -> EnumSet.of(REVERSED, SETTLING, SETTLED, DOUBLE, UNKNOWN, FAILED);
            // the payer was slower than our patience
            case FAILED -> EnumSet.of(RETURNED, UNKNOWN);
            // the bank's books name another order, or the bank took the money back
            case SETTLED, DOUBLE -> EnumSet.of(FAILED, REVERSED);
            // what was thought to have gone back stands in the bank's books
            case REVERSED -> EnumSet.of(UNKNOWN);
        };
    }

    public AttemptState to(AttemptState target) {
        if (!next().contains(target)) {
            throw new IllegalStateException("An attempt does not go from " + this + " to " + target);
        }
        return target;
    }

    public boolean ended() {
        return ENDED.contains(this);
    }

    /** As callers see it. */
    public String shown() {
        return name().toLowerCase(Locale.ROOT);
    }
}
