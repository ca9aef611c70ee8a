/** The archive by property, word and title, for those who keep it. Begin with {@link ArchiveCatalogueService}. */
package city.pishkhan.archive.internal.catalogue;
