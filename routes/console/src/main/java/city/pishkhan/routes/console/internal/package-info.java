/**
 * The console at {@code /console}: pages for people at a browser, made at build of {@code src/main/console}. They call the public doors as
 * any other program does; here they are only handed out. May use the runtime and no door. Begin with {@link
 * city.pishkhan.routes.console.internal.ConsoleServlet}.
 */
package city.pishkhan.routes.console.internal;
