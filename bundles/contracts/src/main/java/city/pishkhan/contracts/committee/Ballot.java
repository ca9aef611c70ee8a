package city.pishkhan.contracts.committee;

/**
 * The voice of the caller's seat.
 *
 * @param voice  {@code yes}, {@code no}, {@code abstain} or {@code recused}; who is recused does not count for the quorum
 * @param reason why, at most 1,000 characters; required if recused
 */
public record Ballot(String voice, String reason) {}
