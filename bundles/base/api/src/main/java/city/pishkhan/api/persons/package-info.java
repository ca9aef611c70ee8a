/** Persons, their authorities, the log of accesses to their data, and erasure. Begin with {@link Persons}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.persons;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
