/** Route files in {@code etc/routes}: watched, checked, started and journaled. Begin with {@link RouteFileWatcher}. */
package city.pishkhan.gate.internal.routefiles;
