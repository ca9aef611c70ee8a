/**
 * The city's ledger: double-entry bookings, each written once with its subject, and reports on them. Independent of bills and
 * attempts.
 */
@NullMarked
package city.pishkhan.payments.internal.ledger;

import org.jspecify.annotations.NullMarked;
