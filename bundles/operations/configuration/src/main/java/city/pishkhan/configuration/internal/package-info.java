/**
 * Checks between the files in {@code etc} and the configuration service. Begin with
 * {@link city.pishkhan.configuration.internal.FileGuard}.
 */
package city.pishkhan.configuration.internal;
