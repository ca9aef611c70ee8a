@Export
@Version("1.3.0")
package city.pishkhan.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
