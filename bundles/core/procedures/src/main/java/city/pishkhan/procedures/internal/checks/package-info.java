/** Validation of rule sets before they come into force, and comparison of rule sets. Begin with {@link RuleCheck}. */
package city.pishkhan.procedures.internal.checks;
