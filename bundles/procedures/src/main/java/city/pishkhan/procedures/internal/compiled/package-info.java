/** A rule set as the hub uses it, made once from its files. Begin with {@link RuleCompiler}. */
package city.pishkhan.procedures.internal.compiled;
