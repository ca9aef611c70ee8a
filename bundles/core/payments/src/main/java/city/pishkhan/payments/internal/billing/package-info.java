/** Bills of a case, bookings of their payments, reversals of receipts, and refund claims. Begin with {@link Billing}. */
@NullMarked
package city.pishkhan.payments.internal.billing;

import org.jspecify.annotations.NullMarked;
