/** Callers and their access rights; logins, sessions, keys and seals. Begin with {@link Caller}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.security;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
