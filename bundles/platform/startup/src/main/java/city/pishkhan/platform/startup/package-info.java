/** Starting components with retries and reported causes. Begin with {@link city.pishkhan.platform.startup.Retry}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.platform.startup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
