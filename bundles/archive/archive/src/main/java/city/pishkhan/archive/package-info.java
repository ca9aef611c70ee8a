/** Sheets in quarantine, for operators' tools: {@link SheetQuarantine}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.archive;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
