/** Passwords by reference, and generated passwords. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.platform.secrets;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
