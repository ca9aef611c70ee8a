/** Procedures as data: their stages, agencies and tables, what is in force, and how a case may end. Begin with {@link RuleSet}. */
@Export
@Version("1.0.0")
package city.pishkhan.api.rules;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
