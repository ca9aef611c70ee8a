/**
 * Entry of requests to all doors: authentication, limits, parking of requests while a door is replaced, and the CXF servlet. Begin with
 * {@link Gate}.
 */
@NullMarked
package city.pishkhan.gate.internal;

import org.jspecify.annotations.NullMarked;
