package city.pishkhan.contracts.office;

/**
 * Through which bank a bill is to be paid.
 *
 * @param gateway e.g. {@code mellat}; absent for the city's usual one
 */
public record PaymentOrder(String gateway) {}
