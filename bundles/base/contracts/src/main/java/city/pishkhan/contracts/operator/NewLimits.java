package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;

/**
 * New limits on dispatches to an agency, for each node. Without both numbers the configured limits apply again.
 *
 * @param consumers concurrent dispatches, 1 to 64; absent: as configured in the agency's file or route
 * @param perSecond maximum dispatches per second, 1 to 10000, 0 for no limit; absent: as configured in the agency's file or route
 * @param reason    reason, for operators and the journal, 1 to 500 characters
 */
public record NewLimits(@Nullable Integer consumers, @Nullable Integer perSecond, String reason) {}
