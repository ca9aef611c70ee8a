package city.pishkhan.contracts.office.payments;

import jakarta.annotation.Nullable;

/**
 * Choice of the gateway for a payment.
 *
 * @param gateway e.g. {@code mellat}; absent for the first gateway of the service that can start a payment
 */
public record PaymentOrder(@Nullable String gateway) {}
