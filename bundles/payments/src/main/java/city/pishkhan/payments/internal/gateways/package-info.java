/**
 * The gateways that are there now: how busy each is, whether it is known to be down, and which of them a service's payments go through.
 * Believes only whom {@code merchants} trusts.
 */
package city.pishkhan.payments.internal.gateways;
