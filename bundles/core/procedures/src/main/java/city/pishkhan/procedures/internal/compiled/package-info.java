/** Compiled rule sets, created from their files. Begin with {@link RuleCompiler}. */
package city.pishkhan.procedures.internal.compiled;
