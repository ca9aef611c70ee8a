/** Merchant accounts of gateways and the treasury's decisions about them. */
package city.pishkhan.payments.internal.merchants;
