/** Checks whether a partner's system implements its contract; run by {@code bin/conformance}. */
package city.pishkhan.conformance;
