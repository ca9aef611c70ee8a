/**
 * The banks' settlement files: read, matched with our attempts, differences found and explained, also where a payment becomes ours after
 * its file.
 */
package city.pishkhan.payments.internal.settlement;
