/**
 * The city's books: entries in double entry, each written once with what it is about, and reports of the postings. Knows no bills and no
 * attempts.
 */
package city.pishkhan.payments.internal.ledger;
