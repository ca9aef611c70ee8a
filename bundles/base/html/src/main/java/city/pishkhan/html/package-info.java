/** HTML pages from FreeMarker templates, which may contain texts in English and Persian. */
@Export
@Version("1.0.0")
package city.pishkhan.html;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
