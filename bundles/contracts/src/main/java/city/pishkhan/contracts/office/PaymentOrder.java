package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;

/**
 * Through which bank a bill is to be paid.
 *
 * @param gateway e.g. {@code mellat}; absent: the first of the service's gateways that opens a payment
 */
public record PaymentOrder(@Nullable String gateway) {}
