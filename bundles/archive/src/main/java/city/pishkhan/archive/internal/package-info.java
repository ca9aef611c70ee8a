/** Scanned sheets: upload, inspection, encryption, storage by hash, and retrieval. Begin with {@link PapersArchive}. */
package city.pishkhan.archive.internal;
