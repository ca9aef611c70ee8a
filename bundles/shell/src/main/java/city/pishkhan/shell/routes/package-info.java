/** Camel contexts and their routes, under the names that who knows Camel looks for: {@code camel:}. */
package city.pishkhan.shell.routes;
