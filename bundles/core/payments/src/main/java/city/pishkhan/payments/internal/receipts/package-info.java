/** Receipts of paid bills, as values and as PDF. */
package city.pishkhan.payments.internal.receipts;
