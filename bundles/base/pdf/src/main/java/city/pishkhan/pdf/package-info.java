/** Persian PDF pages with embedded fonts, and PDF signatures. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.pdf;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
