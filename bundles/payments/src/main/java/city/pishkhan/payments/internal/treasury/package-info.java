/**
 * Money that leaves, to payers (refunds) and offices (payouts), by two of the treasury and then the bank; and what offices are owed.
 * Written down here, booked by {@code ledger}.
 */
package city.pishkhan.payments.internal.treasury;
