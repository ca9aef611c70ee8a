package city.pishkhan.contracts.agency;

/** @param fence of the claim that is given up */
public record Release(Long fence) {}
