package city.pishkhan.contracts.agency;

/**
 * A claim to be released.
 *
 * @param fence fence number of the claim, as returned by the claim
 */
public record Release(Long fence) {}
