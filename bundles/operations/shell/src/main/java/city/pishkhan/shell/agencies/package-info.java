/** Commands for agencies, inquiries and dead letters. */
@NullMarked
package city.pishkhan.shell.agencies;

import org.jspecify.annotations.NullMarked;
