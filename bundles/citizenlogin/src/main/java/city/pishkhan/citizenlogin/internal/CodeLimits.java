package city.pishkhan.citizenlogin.internal;

import java.time.Duration;

/**
 * @param life            how long a code is good
 * @param tries           how often one may be entered from the network that asked for it, and how often from all others
 * @param codesWindow     codes for one national ID within {@link #WINDOW}, from one network, and from all that are strange to it together
 * @param codesDay        the same within a day
 * @param addressCodes    codes asked for from one network within {@link #WINDOW}, for people who are strange to it
 * @param namedCodes      the same of people who say which mobile they have
 * @param addressFailures wrong codes from one network within {@link #WINDOW}
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
}
