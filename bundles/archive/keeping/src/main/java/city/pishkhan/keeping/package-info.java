/**
 * Preservation of archived papers: import, export, retention, destruction and integrity, for operators' tools. Shares
 * the schema {@code archive} with the bundle {@code archive}, which migrates it. Begin with {@link ArchiveImport}.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.keeping;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
