/**
 * The receipts that payers get of their bills, as values and as a page.
 */
package city.pishkhan.payments.internal.receipts;
