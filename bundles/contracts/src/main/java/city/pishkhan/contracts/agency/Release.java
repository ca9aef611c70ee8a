package city.pishkhan.contracts.agency;

/**
 * A claim that is given up.
 *
 * @param fence of the claim, as it was given with it
 */
public record Release(Long fence) {}
