/**
 * What configuration files may say: which keys are known, of what type, and what they mean, as the bundles describe it that read them. The same
 * answer for the file guard, for health, for the console and, without a hub, for {@code bin/config-check}. Knows only the JDK and the framework.
 * Begin with {@link city.pishkhan.configuration.KnownKeys}.
 */
@Export
@Version("1.0.0")
package city.pishkhan.configuration;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
