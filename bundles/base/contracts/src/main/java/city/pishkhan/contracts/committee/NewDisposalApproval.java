package city.pishkhan.contracts.committee;

/**
 * Request to destroy the papers of a list.
 *
 * @param number    number of the records authority's approval: up to 60 letters, digits and the characters / . _ -
 * @param authority the approving authority, 1 to 100 characters
 * @param reason    reason, 10 to 500 characters
 */
public record NewDisposalApproval(String number, String authority, String reason) {}
