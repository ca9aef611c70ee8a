/** Dossiers as bags (BagIt, RFC 8493): export, and validation before an import. Begin with {@link BagCheck} and {@link BagExport}. */
@NullMarked
package city.pishkhan.keeping.internal.bags;

import org.jspecify.annotations.NullMarked;
