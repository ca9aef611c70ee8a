/** Amounts that the municipality owes its offices: shares of the fixed fees, and work that it ordered. Paid out by {@code treasury}. */
@NullMarked
package city.pishkhan.payments.internal.fees;

import org.jspecify.annotations.NullMarked;
