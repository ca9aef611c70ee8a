/** Client of external archives over REST; implements {@code ArchiveSource}. */
package city.pishkhan.archivesource.internal;
