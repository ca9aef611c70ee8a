package city.pishkhan.simulators.bank;

import java.time.Instant;

/**
 * A sale whose money is the merchant's.
 *
 * @param id       by which the bank's own ledger names it
 * @param terminal at which it was made
 * @param order    the merchant's number of it; empty where the merchant gave none
 * @param amount   rial
 * @param at       when it was settled, by the bank's clock
 */
record Settled(String id, String terminal, String order, String reference, long amount, Instant at) {}
