/** Import, export, retention and integrity of archives, for operators' tools. Begin with {@link ArchiveImport}. */
@Export
@Version("1.0.0")
package city.pishkhan.archive;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
