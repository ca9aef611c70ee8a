/** Agencies and their inquiries. Begin with {@link Inquiries}. */
@Export
@Version("1.0.0")
package city.pishkhan.api.agencies;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
