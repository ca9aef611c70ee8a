/** How long papers are kept, what may not be destroyed, and how what nobody needs any more is. Begin with {@link RetentionAuthority}. */
package city.pishkhan.archive.internal.disposal;
