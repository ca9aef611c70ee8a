/** Route files in {@code etc/routes}: watched, checked, started and journaled. Begin with {@link RouteFileWatcher}. */
@NullMarked
package city.pishkhan.gate.internal.routefiles;

import org.jspecify.annotations.NullMarked;
