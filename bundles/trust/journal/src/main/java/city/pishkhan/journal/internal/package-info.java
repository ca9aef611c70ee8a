/**
 * The journal: entries written in the transaction they describe, numbered, sealed every minute and sent to external witnesses.
 * Begin with {@link SqlJournal}.
 */
@NullMarked
package city.pishkhan.journal.internal;

import org.jspecify.annotations.NullMarked;
