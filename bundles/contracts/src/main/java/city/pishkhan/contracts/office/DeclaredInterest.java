package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;

/**
 * Why an expert is not free to inspect a property.
 *
 * @param reason {@code own-property}, {@code relative} (of an owner or of who builds), {@code client} (works or worked for them), {@code other}
 */
public record DeclaredInterest(@OneOf({"own-property", "relative", "client", "other"}) String reason) {}
