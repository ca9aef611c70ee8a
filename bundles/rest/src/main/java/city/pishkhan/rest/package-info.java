@Export
@Version("1.2.0")
package city.pishkhan.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
