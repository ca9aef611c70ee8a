/** Receipts of paid bills, as values and as PDF. */
@NullMarked
package city.pishkhan.payments.internal.receipts;

import org.jspecify.annotations.NullMarked;
