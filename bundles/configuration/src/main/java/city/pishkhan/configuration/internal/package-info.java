/** What stands between the files of {@code etc} and the configuration service. Begin with {@link city.pishkhan.configuration.internal.FileGuard}. */
package city.pishkhan.configuration.internal;
