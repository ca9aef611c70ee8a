/**
 * The city's rules: procedures (YAML) and decision tables (DMN). The module reads, checks and stages them, puts them in force by a
 * committee's decision, and evaluates them. Begin with {@link ProcedureService}.
 */
@NullMarked
package city.pishkhan.procedures.internal;

import org.jspecify.annotations.NullMarked;
