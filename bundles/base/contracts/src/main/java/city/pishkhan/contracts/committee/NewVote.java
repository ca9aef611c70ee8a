package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * Vote of the caller's seat.
 *
 * @param vote   {@code yes}, {@code no}, {@code abstain} or {@code recused}; a recused seat does not count for the quorum
 * @param reason reason, up to 1,000 characters; required if recused
 */
public record NewVote(@OneOf({"yes", "no", "abstain", "recused"}) String vote, @Nullable String reason) {}
