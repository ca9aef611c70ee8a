/** Commands for Camel contexts and routes, in Camel's usual command scope, {@code camel:}. */
@NullMarked
package city.pishkhan.shell.routes;

import org.jspecify.annotations.NullMarked;
