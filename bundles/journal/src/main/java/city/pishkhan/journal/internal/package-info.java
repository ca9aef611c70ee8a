/**
 * The record: entries in the transaction of what they tell, numbered, sealed every minute, and shown to witnesses outside. Begin with
 * {@link SqlJournal}.
 */
package city.pishkhan.journal.internal;
