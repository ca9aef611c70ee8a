/** FEEL for rules: parsed once, and strict about errors. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.platform.dmn;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
