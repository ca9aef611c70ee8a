/** Implementation of the guard. Begin with {@link city.pishkhan.platform.bundleguard.internal.GuardService}. */
package city.pishkhan.platform.bundleguard.internal;
