/** Implementation of the guard. Begin with {@link city.pishkhan.platform.bundleguard.internal.GuardService}. */
@NullMarked
package city.pishkhan.platform.bundleguard.internal;

import org.jspecify.annotations.NullMarked;
