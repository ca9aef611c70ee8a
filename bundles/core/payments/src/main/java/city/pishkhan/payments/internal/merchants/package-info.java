/** Merchant accounts of gateways and the treasury's decisions about them. */
@NullMarked
package city.pishkhan.payments.internal.merchants;

import org.jspecify.annotations.NullMarked;
