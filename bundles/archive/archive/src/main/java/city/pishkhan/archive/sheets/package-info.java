/**
 * Services for bundles that share the schema {@code archive}: owners, intake, export, removal and faults of sheets, and
 * their recognized text. Begin with {@link SheetIntake}.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.archive.sheets;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
