/** Money that leaves, to payers (refunds) and offices (payouts), by two of the treasury and then the bank. Booked by {@code ledger}. */
package city.pishkhan.payments.internal.treasury;
