package city.pishkhan.violations.internal;

/**
 * Limits of photos.
 *
 * @param perReport maximum number for one report
 * @param perDay    maximum number that one person adds in 24 hours, whether sent with a report or not
 */
record PhotoLimits(int perReport, int perDay) {}
