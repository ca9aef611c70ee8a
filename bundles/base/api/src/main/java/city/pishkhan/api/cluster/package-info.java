/**
 * Several nodes on one database and broker, and the settings that must be equal on all of them. Begin with {@link
 * city.pishkhan.api.cluster.Cluster}.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.cluster;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
