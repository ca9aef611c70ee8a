/** Parsing of rule set files (YAML, DMN, CSV) with positions for error messages. Begin with {@link RuleSource}. */
@NullMarked
package city.pishkhan.procedures.internal.files;

import org.jspecify.annotations.NullMarked;
