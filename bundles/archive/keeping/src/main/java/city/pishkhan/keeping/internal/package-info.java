/** The import and the destruction of papers as services. Begin with {@link ArchiveImportComponent}. */
@NullMarked
package city.pishkhan.keeping.internal;

import org.jspecify.annotations.NullMarked;
