/**
 * What is owed, and what is booked when it is paid: bills of a case, receipts, their reversal, what becomes a refund. Begin with {@link
 * Billing}.
 */
package city.pishkhan.payments.internal.billing;
