/** Distinguishes an installation that may work for the city from a copy. Begin with {@link city.pishkhan.persistence.host.HostRegister}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.persistence.host;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
