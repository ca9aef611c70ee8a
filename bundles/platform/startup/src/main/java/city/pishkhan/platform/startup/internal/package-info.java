/** What is mended in the framework itself before others start. Begin with {@link city.pishkhan.platform.startup.internal.ClassLockMender}. */
package city.pishkhan.platform.startup.internal;
