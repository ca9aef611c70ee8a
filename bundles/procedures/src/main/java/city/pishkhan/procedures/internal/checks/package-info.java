/** What a rule set must fulfil before it can come into force, and what a change of it changes. Begin with {@link RuleCheck}. */
package city.pishkhan.procedures.internal.checks;
