/**
 * Checks of files in {@code etc} before the configuration service receives their values. Begin with
 * {@link city.pishkhan.configuration.internal.FileGuard}.
 */
@NullMarked
package city.pishkhan.configuration.internal;

import org.jspecify.annotations.NullMarked;
