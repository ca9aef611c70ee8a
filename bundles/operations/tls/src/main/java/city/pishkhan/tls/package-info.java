/** HTTPS: the certificates in use and their expiry. */
@Export
@Version("1.0.0")
package city.pishkhan.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
