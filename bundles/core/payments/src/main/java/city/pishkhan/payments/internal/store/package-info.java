/** Stores bills, attempts and receipts, and defines the states of an attempt. Begin with {@link PaymentRepository}. */
@NullMarked
package city.pishkhan.payments.internal.store;

import org.jspecify.annotations.NullMarked;
