package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;

/**
 * Says how many inquiries each node carries to an agency, until it is said anew. Neither number: all is again as its file or route says.
 *
 * @param consumers inquiries that are carried at a time, 1 to 64; absent: as its file or route says
 * @param perSecond inquiries that are sent a second at most, 1 to 10000, 0 for no limit; absent: as its file or route says
 * @param reason    for operators and the journal, 1 to 500 characters
 */
public record NewLimits(@Nullable Integer consumers, @Nullable Integer perSecond, String reason) {}
