/**
 * The city's rules: procedures (YAML) and decision tables (DMN), read, checked, staged, in force by decision, and asked. Begin with
 * {@link ProcedureService}.
 */
package city.pishkhan.procedures.internal;
