/** Client of external archives over REST; implements {@code ArchiveSource}. */
@NullMarked
package city.pishkhan.archivesource.internal;

import org.jspecify.annotations.NullMarked;
