/** Scanned sheets: taken, checked byte by byte, sealed, stored once by their digest, and found again. Begin with {@link PapersArchive}. */
package city.pishkhan.archive.internal;
