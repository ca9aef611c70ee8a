/** Identifiers, money, Persian dates and working time. Each type validates and normalises its value on construction. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.identifiers;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
