/** Signed webhooks to bodies that would rather be told than ask. */
package city.pishkhan.webhooks.internal;
