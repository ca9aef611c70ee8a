package city.pishkhan.citizens.internal;

import java.time.Duration;

/**
 * @param life            how long a code is good
 * @param tries           how often one may be entered
 * @param codesWindow     codes for one national ID within {@link #WINDOW}
 * @param codesDay        codes for one national ID within a day
 * @param addressCodes    codes asked for from one address within {@link #WINDOW}
 * @param addressFailures wrong codes from one address within {@link #WINDOW}
 */
record Limits(Duration life, int tries, int codesWindow, int codesDay, int addressCodes, int addressFailures) {
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Duration DAY = Duration.ofDays(1);
}
