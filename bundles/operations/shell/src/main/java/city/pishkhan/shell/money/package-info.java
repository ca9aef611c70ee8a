/** Commands for payments, merchant accounts and bank settlements. */
@NullMarked
package city.pishkhan.shell.money;

import org.jspecify.annotations.NullMarked;
