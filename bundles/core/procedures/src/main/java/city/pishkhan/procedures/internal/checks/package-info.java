/** Validation of rule sets before they come into force, and comparison of rule sets. Begin with {@link RuleCheck}. */
@NullMarked
package city.pishkhan.procedures.internal.checks;

import org.jspecify.annotations.NullMarked;
