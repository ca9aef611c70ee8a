/** Catalogue of the archive by property, title and recognized text, for archive staff. Begin with {@link ArchiveCatalogueService}. */
@NullMarked
package city.pishkhan.archive.internal.catalogue;

import org.jspecify.annotations.NullMarked;
