package city.pishkhan.payments.internal.attempt;

import city.pishkhan.payments.internal.store.BankTerms;
import city.pishkhan.spi.PaymentGateway.Traits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Time limits of the city that replace those of the banks; {@code null} to use each bank's own limit.
 *
 * @param inquireAfter    time after which a payer is considered not to return
 * @param verifyWithin  time after the payer's return in which a sale with an unknown outcome is inquired about; it is reversed
 *     afterwards
 * @param reverseWithin time after the payer's return in which the bank accepts reversals
 */
public record PaymentTimeLimits(
        @Nullable Duration inquireAfter, @Nullable Duration verifyWithin, @Nullable Duration reverseWithin) {
    /** Each bank's own limits. */
    public static final PaymentTimeLimits NONE = new PaymentTimeLimits(null, null, null);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 7;

    /** Returns the terms for a new attempt at a bank: the limits of the city where set, otherwise those of the bank. */
    public BankTerms termsOf(Traits bank) {
        if (bank.counter()) {
            // the city's limits concern payers on a bank's page only
            return new BankTerms(bank);
        }
        return new BankTerms(new Traits(
                inquireAfter == null ? bank.payWithin() : inquireAfter,
                verifyWithin == null ? bank.verifyWithin() : verifyWithin,
                reverseWithin == null ? bank.reverseWithin() : reverseWithin,
                bank.settles(),
                bank.inquires()));
    }

    /**
     * Returns the age up to which an attempt's session is shared with another payer of the same bill. At least a quarter of the
     * session's time must be left, by both the bank's and the city's limit.
     */
    Duration maxShareableAge(Traits bank) {
        Duration ours = Duration.ofSeconds(termsOf(bank).payWithin);
        Duration page = ours.compareTo(bank.payWithin()) < 0 ? ours : bank.payWithin();
        return page.multipliedBy(3).dividedBy(4);
    }

    /**
     * Returns the pause before the next check, doubling from 30 seconds up to an hour.
     *
     * @param waits number of earlier checks
     */
    static Duration pause(int waits) {
        Duration pause = FIRST_WAIT.multipliedBy(1L << Math.min(waits, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    }
}
