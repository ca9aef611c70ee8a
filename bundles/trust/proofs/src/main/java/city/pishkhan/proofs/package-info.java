/** Hashes, trees, seals and keys with their JSON: the data that proves a journal, usable without a hub. */
@Export
@Version("1.0.0")
package city.pishkhan.proofs;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
