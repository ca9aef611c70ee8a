/** Procedures as data: stages, agencies and tables, the rule sets in force, and possible ends of a case. Begin with {@link RuleSet}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.rules;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
