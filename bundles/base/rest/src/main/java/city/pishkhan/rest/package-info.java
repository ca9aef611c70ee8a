@Export
@Version("1.3.0")
@NullMarked
package city.pishkhan.rest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
