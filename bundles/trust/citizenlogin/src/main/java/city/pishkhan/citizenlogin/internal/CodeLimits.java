package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.AttemptLimiter.Limit;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * Limits of one-time codes.
 *
 * @param life            time for which a code is valid
 * @param tries           maximum entries of a code from the network that requested the code; also from all other
 *     networks together
 * @param codesWindow     maximum codes for one national ID within {@link #WINDOW} from one network; also from all
 *     networks together from which the person never logged in
 * @param codesDay        the same within a day
 * @param addressCodes    maximum codes from one network within {@link #WINDOW}, for people who never logged in from it
 * @param namedCodes      like {@code addressCodes}, for requests that contain the mobile number
 * @param addressFailures maximum wrong codes from one network within {@link #WINDOW}; codes requested from it are
 *     counted separately
 * @param hubCodes        maximum codes sent as text messages by all nodes within {@link #WINDOW}; above it, a network
 *     gets only {@value #FEW_CODES} codes for people who never logged in from it
 */
record CodeLimits(
        Duration life,
        int tries,
        int codesWindow,
        int codesDay,
        int addressCodes,
        int namedCodes,
        int addressFailures,
        int hubCodes) {
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Duration DAY = Duration.ofDays(1);

    static final int HUB_CODES = 6_000;
    static final int FEW_CODES = 3;

    private static final int STRICT_SHARE = 3;
    private static final int SIX_DIGITS = 1_000_000;
    private static final int EIGHT_DIGITS = 100_000_000;

    /** Creates limits with {@link #HUB_CODES} as the limit of all nodes together. */
    CodeLimits(
            Duration life,
            int tries,
            int codesWindow,
            int codesDay,
            int addressCodes,
            int namedCodes,
            int addressFailures) {
        this(life, tries, codesWindow, codesDay, addressCodes, namedCodes, addressFailures, HUB_CODES);
    }

    /** Returns the limit of all codes that the hub sends as text messages. */
    List<Limit> sendings() {
        return List.of(Limit.window("codes sent as text messages", hubCodes, WINDOW));
    }

    /** Returns the limit of codes that the hub sends to one network while the limit of {@link #sendings()} is exceeded. */
    static List<Limit> fewSendings(String network) {
        return List.of(Limit.window("codes sent as text messages for " + network, FEW_CODES, WINDOW));
    }

    /** Returns the limit of wrong codes for {@code counter} within {@link #WINDOW}; a third of it during a guessing attack. */
    static Limit wrong(String counter, int most) {
        return Limit.window(counter, most, WINDOW).strict(Math.max(1, most / STRICT_SHARE));
    }

    /** Returns a random code of six digits, or eight digits during a guessing attack. */
    static String randomCode(AttemptLimiter limiter, SecureRandom random) {
        return limiter.isAlarmed(Kind.CODE)
                ? "%08d".formatted(random.nextInt(EIGHT_DIGITS))
                : "%06d".formatted(random.nextInt(SIX_DIGITS));
    }
}
