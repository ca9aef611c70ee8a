/**
 * Available gateways, their load and circuit breakers, and the gateways of each service. Only gateways that {@code merchants}
 * trusts may report about attempts.
 */
@NullMarked
package city.pishkhan.payments.internal.gateways;

import org.jspecify.annotations.NullMarked;
