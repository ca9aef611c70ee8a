/** Callers and their access rights; logins, sessions, keys and seals. Begin with {@link Caller}. */
@Export
@Version("1.0.0")
package city.pishkhan.api.security;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
