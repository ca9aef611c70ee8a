/**
 * The HTTP server's connectors: bounds for the plain one, certificates for HTTPS, and what the port says while the hub starts. Begin
 * with {@link PlainFactory}.
 */
package city.pishkhan.tls.internal;
