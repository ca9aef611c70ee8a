/**
 * Connectors of the HTTP server: limits for the plain one, certificates for HTTPS, and replies during the start. Begin with
 * {@link PlainFactory}.
 */
@NullMarked
package city.pishkhan.tls.internal;

import org.jspecify.annotations.NullMarked;
