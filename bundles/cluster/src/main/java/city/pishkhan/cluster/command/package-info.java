/** The command that is there although a node takes no part, and most of the hub with it. */
package city.pishkhan.cluster.command;
