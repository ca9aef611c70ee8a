/** Compiled rule sets, created from their files. Begin with {@link RuleCompiler}. */
@NullMarked
package city.pishkhan.procedures.internal.compiled;

import org.jspecify.annotations.NullMarked;
