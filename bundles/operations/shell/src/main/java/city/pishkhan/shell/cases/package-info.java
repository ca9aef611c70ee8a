/** Commands for cases, messages and deliveries to citizens, and rule sets. */
@NullMarked
package city.pishkhan.shell.cases;

import org.jspecify.annotations.NullMarked;
