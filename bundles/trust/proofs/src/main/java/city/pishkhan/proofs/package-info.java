/** Hashes, trees, seals and keys with their JSON: the data that proves a journal, usable without a hub. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.proofs;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
