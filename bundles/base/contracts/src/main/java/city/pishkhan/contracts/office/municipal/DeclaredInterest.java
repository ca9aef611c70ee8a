package city.pishkhan.contracts.office.municipal;

import city.pishkhan.contracts.OneOf;

/**
 * Interest of an expert that prevents an inspection.
 *
 * @param reason {@code own-property}, {@code relative} (of an owner or builder), {@code client} (the expert works or worked for them),
 *               {@code other}
 */
public record DeclaredInterest(@OneOf({"own-property", "relative", "client", "other"}) String reason) {}
