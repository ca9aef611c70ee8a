/**
 * The archive's part in the keeping of papers: owners, intake, export, removal and faults of sheets, and their recognized text. Used by
 * bundles that share the schema {@code archive}. Begin with {@link SheetIntake}.
 */
@Export
@Version("1.0.0")
package city.pishkhan.archive.sheets;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
