package city.pishkhan.payments.internal.attempt;

import city.pishkhan.payments.internal.store.BankTerms;
import city.pishkhan.spi.PaymentGateway.Traits;
import java.time.Duration;

/**
 * What the city sets against the clocks of all its banks; {@code null} where each bank's own counts.
 *
 * @param chaseAfter    after which a payer did not come back
 * @param verifyWithin  after the payer's return, until which a sale whose fate is unknown is asked about; then it is reversed
 * @param reverseWithin after the payer's return, until which the bank takes reversals
 */
public record PaymentTimeLimits(Duration chaseAfter, Duration verifyWithin, Duration reverseWithin) {
    /** Each bank's own. */
    public static final PaymentTimeLimits NONE = new PaymentTimeLimits(null, null, null);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 7;

    /** The terms of an attempt that begins now. */
    public BankTerms of(Traits bank) {
        if (bank.counter()) {
            // the city's patience is for payers on a bank's page
            return new BankTerms(bank);
        }
        return new BankTerms(new Traits(
                chaseAfter == null ? bank.payWithin() : chaseAfter,
                verifyWithin == null ? bank.verifyWithin() : verifyWithin,
                reverseWithin == null ? bank.reverseWithin() : reverseWithin,
                bank.settles(),
                bank.inquires()));
    }

    /**
     * How long after its beginning an attempt's session is given to another payer of the same bill: while at least a quarter of the session's
     * time is left, both by the bank's own limit and by the city's.
     */
    Duration shareable(Traits bank) {
        Duration ours = Duration.ofSeconds(of(bank).payWithin);
        Duration page = ours.compareTo(bank.payWithin()) < 0 ? ours : bank.payWithin();
        return page.multipliedBy(3).dividedBy(4);
    }

    /** @param waits how often it was waited before */
    static Duration pause(int waits) {
        Duration pause = FIRST_WAIT.multipliedBy(1L << Math.min(waits, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    }
}
