/** Reads the files of a rule set (YAML, DMN, CSV), with the place of whatever is wrong in them. Begin with {@link RuleSource}. */
package city.pishkhan.procedures.internal.files;
