/** The agency door, version 1: its REST interface and wire form. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.agency;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
