/**
 * What an HTTP message may be before anybody looks at what it wants: its sender, line and headers, size, pace and parts. Begin with
 * {@link BodyLimits}.
 */
package city.pishkhan.runtime.internal.http;
