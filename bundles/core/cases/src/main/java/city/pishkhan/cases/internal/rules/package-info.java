/** Evaluation of a case's rules: facts, limits, duties and deadlines. Does not access the database. Begin with {@link RuleEvaluation}. */
@NullMarked
package city.pishkhan.cases.internal.rules;

import org.jspecify.annotations.NullMarked;
