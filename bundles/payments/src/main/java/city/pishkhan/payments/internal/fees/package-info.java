/** What the municipality owes its offices: their shares of the fixed fees, and the work that it ordered. Paid out by {@code treasury}. */
package city.pishkhan.payments.internal.fees;
