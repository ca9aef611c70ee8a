/** Bills, attempts and receipts as rows, and the states that an attempt may go through. Begin with {@link PaymentRepository}. */
package city.pishkhan.payments.internal.store;
