/**
 * Workarounds for the framework, applied before other bundles start. Begin with
 * {@link city.pishkhan.platform.startup.internal.ClassLockPatcher}.
 */
@NullMarked
package city.pishkhan.platform.startup.internal;

import org.jspecify.annotations.NullMarked;
