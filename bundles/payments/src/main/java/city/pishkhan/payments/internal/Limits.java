package city.pishkhan.payments.internal;

import java.time.Duration;

/**
 * The clock of a payment.
 *
 * @param chaseAfter    after which the bank is asked about a payer who did not come back
 * @param verifyWithin  after the payer's return, until which a sale whose fate is unknown is asked about; then it is reversed
 * @param reverseWithin after the payer's return, until which the bank takes reversals
 */
record Limits(Duration chaseAfter, Duration verifyWithin, Duration reverseWithin) {
    private static final Duration OPENING = Duration.ofMinutes(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 7;

    /** After which an opening that nobody recorded will not be recorded any more. */
    Duration abandonAfter() {
        return chaseAfter.compareTo(OPENING) > 0 ? chaseAfter : OPENING;
    }

    /** @param waits how often it was waited before */
    Duration pause(int waits) {
        Duration pause = FIRST_WAIT.multipliedBy(1L << Math.min(waits, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    }
}
