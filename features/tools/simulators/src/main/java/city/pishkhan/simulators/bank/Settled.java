package city.pishkhan.simulators.bank;

import java.time.Instant;

/**
 * A settled sale.
 *
 * @param id        id of the sale in the bank's ledger
 * @param terminal  terminal of the sale
 * @param order     the merchant's order number, or an empty string if the merchant gave none
 * @param reference the bank's reference
 * @param amount    amount in rial
 * @param at        time of settlement by the bank's clock
 */
record Settled(String id, String terminal, String order, String reference, long amount, Instant at) {}
