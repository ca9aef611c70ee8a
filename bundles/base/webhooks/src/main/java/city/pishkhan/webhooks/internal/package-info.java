/** Signed webhooks for oversight bodies, as an alternative to polling. */
package city.pishkhan.webhooks.internal;
