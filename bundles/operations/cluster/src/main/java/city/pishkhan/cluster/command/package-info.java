/** Commands that are available even if this node is not admitted and most of the hub is stopped. */
@NullMarked
package city.pishkhan.cluster.command;

import org.jspecify.annotations.NullMarked;
