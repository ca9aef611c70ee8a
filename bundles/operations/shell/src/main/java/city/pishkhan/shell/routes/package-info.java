/** Commands for Camel contexts and routes, in Camel's usual command scope, {@code camel:}. */
package city.pishkhan.shell.routes;
