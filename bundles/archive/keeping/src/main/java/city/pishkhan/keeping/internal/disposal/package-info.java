/** Retention of papers, legal holds, and the destruction of expired papers. Begin with {@link RetentionAuthority}. */
package city.pishkhan.keeping.internal.disposal;
