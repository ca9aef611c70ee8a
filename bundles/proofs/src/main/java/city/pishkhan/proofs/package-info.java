/** Hashes, trees, seals and keys, and their JSON: what proves a journal, in the hub and far from it. */
@Export
@Version("1.0.0")
package city.pishkhan.proofs;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
