/** Agencies and their inquiries. Begin with {@link Inquiries}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.agencies;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
