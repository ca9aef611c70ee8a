/**
 * Asks the rules of a case: which facts it has, which limits hold, what is owed, when an agency's time is up. Pure but for the rule set
 * that it is given. Begin with {@link RuleEvaluation}.
 */
package city.pishkhan.cases.internal.rules;
