/** Commands for the journal and its seals. */
@NullMarked
package city.pishkhan.shell.journal;

import org.jspecify.annotations.NullMarked;
