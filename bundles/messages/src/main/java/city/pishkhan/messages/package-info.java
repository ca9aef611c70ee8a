/** The words that bundles say to people, kept beside the code and not in it. Begin with {@link Messages}. */
@Export
@Version("1.0.0")
package city.pishkhan.messages;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
