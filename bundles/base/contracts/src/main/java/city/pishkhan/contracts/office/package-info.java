/** The office door, version 1: its REST interface and wire form. */
@Export
@Version("1.0.0")
package city.pishkhan.contracts.office;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
