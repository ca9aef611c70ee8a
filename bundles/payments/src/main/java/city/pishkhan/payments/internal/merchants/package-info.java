/**
 * The merchant accounts of gateways: which there are, and which of them two of the treasury want.
 */
package city.pishkhan.payments.internal.merchants;
