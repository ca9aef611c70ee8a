/** Retention of papers, legal holds, and the destruction of expired papers. Begin with {@link ArchiveRetentionService}. */
package city.pishkhan.keeping.internal.disposal;
