/** Retention of papers, legal holds, and the destruction of expired papers. Begin with {@link ArchiveRetentionService}. */
@NullMarked
package city.pishkhan.keeping.internal.disposal;

import org.jspecify.annotations.NullMarked;
