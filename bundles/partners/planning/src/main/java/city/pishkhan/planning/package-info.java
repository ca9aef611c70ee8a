/** Import of the former islands into the built-in planning registry, for operators' tools. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.planning;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
