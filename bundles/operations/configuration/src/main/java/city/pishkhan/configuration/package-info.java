/**
 * Known configuration keys with their types and descriptions, as the bundles declare them. The file guard, the health check,
 * the console and, without a hub, {@code bin/config-check} use the same rules. Depends only on the framework and
 * the messages.
 * Begin with {@link city.pishkhan.configuration.KnownKeys}.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.configuration;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
