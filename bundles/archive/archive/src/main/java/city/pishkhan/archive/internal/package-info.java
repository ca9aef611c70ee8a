/** Scanned sheets: upload, examination, encryption, storage by hash, and retrieval. Begin with {@link PapersArchive}. */
package city.pishkhan.archive.internal;
