/** Decision tables and their facts: evaluation, explanation and gap analysis. Begin with {@link Table}. */
package city.pishkhan.procedures.internal.tables;
