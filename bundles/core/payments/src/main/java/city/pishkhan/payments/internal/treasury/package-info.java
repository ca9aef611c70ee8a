/**
 * Outgoing money: refunds to payers and payouts to offices. Two people of the treasury approve a transfer, then the bank makes it.
 * Booked by {@code ledger}.
 */
@NullMarked
package city.pishkhan.payments.internal.treasury;

import org.jspecify.annotations.NullMarked;
