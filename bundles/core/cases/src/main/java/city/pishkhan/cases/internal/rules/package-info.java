/** Evaluation of a case's rules: facts, limits, duties and deadlines. Does not access the database. Begin with {@link RuleEvaluation}. */
package city.pishkhan.cases.internal.rules;
