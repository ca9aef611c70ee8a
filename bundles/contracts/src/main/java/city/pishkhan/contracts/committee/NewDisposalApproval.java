package city.pishkhan.contracts.committee;

/**
 * Asks for the destruction of what a list names.
 *
 * @param number    of the records authority's approval: letters, digits and / . _ -, 60 at most
 * @param authority which authority it is, 1 to 100 characters
 * @param reason    why, 10 to 500 characters
 */
public record NewDisposalApproval(String number, String authority, String reason) {}
