/**
 * Checks of an HTTP message before it is dispatched: its client, request line and headers, and the size, rate and parts of its body. Begin
 * with {@link BodyLimits}.
 */
@NullMarked
package city.pishkhan.gate.internal.http;

import org.jspecify.annotations.NullMarked;
