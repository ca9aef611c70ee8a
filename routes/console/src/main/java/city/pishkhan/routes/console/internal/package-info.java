/**
 * Console at {@code /console}: pages for browsers, built from {@code src/main/console}. The pages call the public doors like any other
 * client; this bundle only serves their files. It may depend on the runtime, but not on doors. Begin with
 * {@link city.pishkhan.routes.console.internal.ConsoleServlet}.
 */
@NullMarked
package city.pishkhan.routes.console.internal;

import org.jspecify.annotations.NullMarked;
