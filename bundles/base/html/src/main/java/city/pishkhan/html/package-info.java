/** HTML pages from FreeMarker templates, which may contain texts in English and Persian. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.html;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
