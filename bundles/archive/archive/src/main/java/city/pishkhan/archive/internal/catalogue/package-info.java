/** Catalogue of the archive by property, title and recognized text, for archive staff. Begin with {@link ArchiveCatalogueService}. */
package city.pishkhan.archive.internal.catalogue;
