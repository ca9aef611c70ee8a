/** Whether a partner's system speaks its contract: {@code bin/conformance}. */
package city.pishkhan.conformance;
