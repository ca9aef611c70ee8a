/** HTTPS: the certificates in use and their expiry. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.tls;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
