/** Stores bills, attempts and receipts, and defines the states of an attempt. Begin with {@link PaymentRepository}. */
package city.pishkhan.payments.internal.store;
