/**
 * Services for bundles that share the schema {@code archive}: owners, intake, export, removal and faults of sheets, and
 * their recognized text. Begin with {@link SheetIntake}.
 */
@Export
@Version("1.0.0")
package city.pishkhan.archive.sheets;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
