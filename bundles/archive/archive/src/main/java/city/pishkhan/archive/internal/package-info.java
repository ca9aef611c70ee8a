/** Scanned sheets: upload, examination, encryption, storage by hash, and retrieval. Begin with {@link PapersArchive}. */
@NullMarked
package city.pishkhan.archive.internal;

import org.jspecify.annotations.NullMarked;
