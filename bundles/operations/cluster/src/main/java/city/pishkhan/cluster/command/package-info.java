/** Commands that are available even if this node is not admitted and most of the hub is stopped. */
package city.pishkhan.cluster.command;
