/**
 * Connectors of the HTTP server: limits for the plain one, certificates for HTTPS, and replies during the start. Begin with
 * {@link PlainFactory}.
 */
package city.pishkhan.tls.internal;
