/** Texts of bundles for people, stored in resource files next to the code. Begin with {@link Messages}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.messages;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
