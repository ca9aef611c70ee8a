package city.pishkhan.violations.internal;

/**
 * Limits of photos.
 *
 * @param ofAReport maximum number for one report
 * @param ofADay    maximum number that one person adds in 24 hours, whether sent with a report or not
 */
record PhotoLimits(int ofAReport, int ofADay) {}
