package city.pishkhan.contracts.visitor;

/**
 * That a complaint was taken.
 *
 * @param code by which whoever made it follows it at {@code /complaints/{code}}; nobody finds it again without
 */
public record ComplaintReceipt(String code) {}
