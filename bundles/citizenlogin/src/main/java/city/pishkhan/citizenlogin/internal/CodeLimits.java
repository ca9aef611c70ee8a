package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.AttemptLimiter.Limit;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * @param life            how long a code is good
 * @param tries           how often one may be entered from the network that asked for it, and how often from all others
 * @param codesWindow     codes for one national ID within {@link #WINDOW}, from one network, and from all that are strange to it together
 * @param codesDay        the same within a day
 * @param addressCodes    codes asked for from one network within {@link #WINDOW}, for people who are strange to it
 * @param namedCodes      the same of people who say which mobile they have
 * @param addressFailures wrong codes from one network within {@link #WINDOW}; counted apart for codes that were asked for from it
 */
record CodeLimits(
        Duration life,
        int tries,
        int codesWindow,
        int codesDay,
        int addressCodes,
        int namedCodes,
        int addressFailures) {
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Duration DAY = Duration.ofDays(1);

    private static final int STRICT_SHARE = 3;
    private static final int SIX_DIGITS = 1_000_000;
    private static final int EIGHT_DIGITS = 100_000_000;

    /** The limit of wrong codes for {@code counter} within {@link #WINDOW}; a third of it while somebody guesses. */
    static Limit wrong(String counter, int most) {
        return Limit.window(counter, most, WINDOW).strict(Math.max(1, most / STRICT_SHARE));
    }

    /** A random code of six digits, or of eight while wrong codes are above their limit in total. */
    static String draw(AttemptLimiter limiter, SecureRandom random) {
        return limiter.isAlarmed(Kind.CODE)
                ? "%08d".formatted(random.nextInt(EIGHT_DIGITS))
                : "%06d".formatted(random.nextInt(SIX_DIGITS));
    }
}
